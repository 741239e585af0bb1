// System calls that Swift's Glibc cannot name: variadic functions, and constants behind feature macros.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <malloc.h>
#include <sys/eventfd.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int sl_openat(int directory, const char *path, int flags, mode_t mode) {
    return openat(directory, path, flags, mode);
}
static inline int sl_open_for_reading(int directory, const char *path, int follow) {
    return openat(directory, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
}
static inline int sl_open_directory(int directory, const char *path, int follow) {
    return openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW));
}
static inline int sl_create(int directory, const char *path, mode_t mode) {
    return openat(directory, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
}
static inline int sl_append(int directory, const char *path, mode_t mode) {
    return openat(directory, path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, mode);
}
static inline int sl_rename_noreplace(int fromDirectory, const char *from, int toDirectory, const char *to) {
    return (int)syscall(SYS_renameat2, fromDirectory, from, toDirectory, to, 1u /* RENAME_NOREPLACE */);
}
/* 0: no writer has the file open; 1: one has; -1: the file system cannot tell. A lease taken is given back at once.
   Who opens the file for writing in between makes the kernel send a signal: SIGURG, which is ignored unless caught,
   instead of SIGIO, which would end the process. */
static inline int sl_writer_has_open(int fd) {
    fcntl(fd, F_SETSIG, SIGURG);
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(fd, F_SETLEASE, F_UNLCK);
        return 0;
    }
    return errno == EAGAIN || errno == EBUSY || errno == EWOULDBLOCK ? 1 : -1;
}
/* The number of the mount a directory lies on, which no other gets before the next boot; 0 where the kernel cannot tell
   (STATX_MNT_ID_UNIQUE, since Linux 6.8). */
static inline unsigned long long sl_mount_number(int fd) {
    const unsigned unique = 0x4000u;
    struct statx status;
    if (statx(fd, "", AT_EMPTY_PATH, unique, &status) != 0 || !(status.stx_mask & unique)) return 0;
    return status.stx_mnt_id;
}
/* A duplicate that child processes do not inherit. */
static inline int sl_duplicate(int fd) { return fcntl(fd, F_DUPFD_CLOEXEC, 3); }
/* The terminal with an open file description of its own: O_NONBLOCK on the inherited one would also be the shell's. */
static inline int sl_open_terminal(const char *path) {
    return open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}
/* Gives freed memory back to the system; the header of malloc_trim is in no module of Swift. */
static inline void sl_return_free_memory(void) { malloc_trim(0); }
/* Two arenas, and blocks of 256 KiB and more with the kernel always; the settings are macros that Swift does not see. */
static inline void sl_limit_free_memory(void) {
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
}
/* A counter that poll() waits for, which any thread raises; below 0 when there is no descriptor left. */
static inline int sl_event_counter(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
/* 1 when the process ignores the signal, else 0; SIG_IGN is a macro that Swift compares no pointer with. */
static inline int sl_signal_is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}
/* The environment; `environ` is a mutable global, which Swift refuses to read. */
static inline char **sl_environment(void) { return environ; }
