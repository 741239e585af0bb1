// A terminal for tests: libvterm as its screen, and a pseudo-terminal with a program on it.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <vterm.h>

// Without _GNU_SOURCE, which would change types that other C modules have too.
extern int posix_openpt(int flags);
extern int grantpt(int terminal);
extern int unlockpt(int terminal);
extern int ptsname_r(int terminal, char *name, size_t length);
enum { SL_SPAWN_SETSID = 0x80 };

static inline int sl_set_size(int terminal, int columns, int rows) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(terminal, TIOCSWINSZ, &size);
}
/* A new pseudo-terminal; writes the name of its other end. -1 on failure. */
static inline int sl_open_pseudo_terminal(int columns, int rows, char *name, size_t length) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master < 0) return -1;
    if (grantpt(master) || unlockpt(master) || ptsname_r(master, name, length)
        || sl_set_size(master, columns, rows)) {
        close(master);
        return -1;
    }
    return master;
}
/* Of glibc since 2.34; its header hides it. */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
/* Starts a program in a session of its own that the terminal controls, with no signal blocked or ignored. */
static inline int sl_spawn_on(
    const char *terminal, const char *program, char *const *arguments, char *const *environment,
    pid_t *process) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, 0, 1);
    posix_spawn_file_actions_adddup2(&actions, 0, 2);
    /* A file that another thread is writing just now would seem to be written as long as the child lives. */
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(
        &attributes, SL_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int failure = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}
/* 1 when both describe the same modes and control characters. */
static inline int sl_same_modes(const struct termios *left, const struct termios *right) {
    if (left->c_iflag != right->c_iflag || left->c_oflag != right->c_oflag) return 0;
    if (left->c_cflag != right->c_cflag || left->c_lflag != right->c_lflag) return 0;
    for (int index = 0; index < NCCS; index++) {
        if (left->c_cc[index] != right->c_cc[index]) return 0;
    }
    return 1;
}
