// Unix sockets for Swift, by the kernel's own calls: <sys/socket.h> defines what the Glibc module defines differently.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum { sl_af_unix = 1, sl_sock_stream = 1, sl_sol_socket = 1, sl_so_peercred = 17 };
enum { sl_msg_dontwait = 0x40, sl_msg_nosignal = 0x4000 };

/* A stream socket that does not block and is not inherited; the kernel defines these flags to be those of files. */
static inline int sl_unix_socket(void) {
    return (int)syscall(SYS_socket, sl_af_unix, sl_sock_stream | O_CLOEXEC | O_NONBLOCK, 0);
}
/* The address of a name in an open directory: short whatever the directory's path, as 108 bytes are all there is. */
static inline int sl_unix_address(struct sockaddr_un *address, int directory, const char *name) {
    address->sun_family = sl_af_unix;
    int length = snprintf(
        address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", directory, name);
    if (length < 0 || (unsigned long)length >= sizeof address->sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return 0;
}
static inline int sl_unix_bind(int fd, int directory, const char *name) {
    struct sockaddr_un address;
    if (sl_unix_address(&address, directory, name) != 0) return -1;
    return (int)syscall(SYS_bind, fd, &address, sizeof address);
}
static inline int sl_unix_connect(int fd, int directory, const char *name) {
    struct sockaddr_un address;
    if (sl_unix_address(&address, directory, name) != 0) return -1;
    return (int)syscall(SYS_connect, fd, &address, sizeof address);
}
static inline int sl_unix_listen(int fd, int backlog) {
    return (int)syscall(SYS_listen, fd, backlog);
}
static inline int sl_unix_accept(int fd) {
    return (int)syscall(SYS_accept4, fd, 0, 0, O_CLOEXEC | O_NONBLOCK);
}
/* Who is at the other end, as the kernel noted when it connected or listened: process, user, group. */
static inline int sl_unix_peer(int fd, int *process, unsigned *user) {
    struct { int process; unsigned user, group; } peer;
    unsigned length = sizeof peer;
    if (syscall(SYS_getsockopt, fd, sl_sol_socket, sl_so_peercred, &peer, &length) != 0) return -1;
    *process = peer.process;
    *user = peer.user;
    return 0;
}
static inline long sl_unix_send(int fd, const void *bytes, unsigned long count) {
    return syscall(SYS_sendto, fd, bytes, count, sl_msg_dontwait | sl_msg_nosignal, 0, 0);
}
