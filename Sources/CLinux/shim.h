// System calls that Swift's Glibc cannot name: variadic functions, and constants behind feature macros.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <unistd.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/inotify.h>
#include <errno.h>

static inline int sl_openat(int directory, const char *path, int flags, mode_t mode) {
    return openat(directory, path, flags, mode);
}
static inline int sl_fcntl(int fd, int command, int argument) { return fcntl(fd, command, argument); }
static inline int sl_rename_noreplace(int fromDirectory, const char *from, int toDirectory, const char *to) {
    return (int)syscall(SYS_renameat2, fromDirectory, from, toDirectory, to, 1u /* RENAME_NOREPLACE */);
}
