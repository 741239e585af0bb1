// A preloaded library that counts the calls of a process that change files, and kills the process at the
// n-th one or makes that one fail. Built by crashmatrix.py:  cc -shared -fPIC -O2 -o killer.so killer.c
//
//   KILLER_AT=n         which call, from 1; 0 or unset: only count
//   KILLER_HOW=…        kill (default): SIGKILL before the call      after: SIGKILL after the call
//                       torn: half of a write, then SIGKILL          short: half of a write succeeds
//                       ENOSPC, EIO, EMFILE, EACCES, EROFS, EXDEV, EINTR: the call fails with it
//                       powercut: the file system of KILLER_MOUNT stops as if power were cut, then SIGKILL
//   KILLER_TIMES=k      an error is given to k calls from the n-th on (default 1)
//   KILLER_CALLS=a,b    only these count: write, sync, rename, link, unlink, create, mkdir, truncate
//   KILLER_REPORT=file  a file of 64 bytes: uint64 count, uint64 fired, name of the call that fired
//
// Only writes to regular files count: pipes, terminals and event descriptors are not the disk.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct report {
    _Atomic unsigned long count, fired;
    char name[48];
};

static struct report own, *report = &own;
static unsigned long at, times = 1;
static const char *how = "kill", *calls = "";
static int error_number;

/// The kernel itself, not libc: libraries may call before our constructor has run.
static long kernel(long number, long a, long b, long c, long d, long e, long f) {
    long result;
#if defined(__x86_64__)
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
#elif defined(__aarch64__)
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    result = x0;
#else
#error "no system call for this processor"
#endif
    if (result < 0 && result > -4096) {
        errno = (int)-result;
        return -1;
    }
    return result;
}

#define WORD(x) ((long)(x))
#define CALL_2(n, a) kernel(n, WORD(a), 0, 0, 0, 0, 0)
#define CALL_3(n, a, b) kernel(n, WORD(a), WORD(b), 0, 0, 0, 0)
#define CALL_4(n, a, b, c) kernel(n, WORD(a), WORD(b), WORD(c), 0, 0, 0)
#define CALL_5(n, a, b, c, d) kernel(n, WORD(a), WORD(b), WORD(c), WORD(d), 0, 0)
#define CALL_6(n, a, b, c, d, e) kernel(n, WORD(a), WORD(b), WORD(c), WORD(d), WORD(e), 0)
#define CALL_7(n, a, b, c, d, e, f) kernel(n, WORD(a), WORD(b), WORD(c), WORD(d), WORD(e), WORD(f))
#define CALL_PICK(a, b, c, d, e, f, g, name, ...) name
#define real_syscall(...) \
    CALL_PICK(__VA_ARGS__, CALL_7, CALL_6, CALL_5, CALL_4, CALL_3, CALL_2, CALL_1, unused)(__VA_ARGS__)

__attribute__((constructor)) static void start(void) {
    const char *text;
    if ((text = getenv("KILLER_AT"))) at = strtoul(text, NULL, 10);
    if ((text = getenv("KILLER_TIMES"))) times = strtoul(text, NULL, 10);
    if ((text = getenv("KILLER_HOW"))) how = text;
    if ((text = getenv("KILLER_CALLS"))) calls = text;
    static const struct { const char *name; int number; } errors[] = {
        {"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EMFILE", EMFILE}, {"EACCES", EACCES},
        {"EROFS", EROFS}, {"EXDEV", EXDEV}, {"EINTR", EINTR}};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (!strcmp(how, errors[i].name)) error_number = errors[i].number;
    if ((text = getenv("KILLER_REPORT"))) {
        int file = (int)real_syscall(SYS_openat, AT_FDCWD, text, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file >= 0 && real_syscall(SYS_ftruncate, file, sizeof own) == 0) {
            void *map = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            if (map != MAP_FAILED) report = map;
        }
        if (file >= 0) real_syscall(SYS_close, file);
    }
}

/// Stops a file system without writing anything back (FS_IOC_SHUTDOWN with GOING_FLAGS_NOLOGFLUSH).
static void cut_power(void) {
    const char *mount = getenv("KILLER_MOUNT");
    unsigned flags = 2;
    int file = mount ? (int)real_syscall(SYS_openat, AT_FDCWD, mount, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (file >= 0) real_syscall(SYS_ioctl, file, 0x8004587dL, &flags);
}

static void die(void) {
    real_syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int regular(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode);
}

enum verdict { GO, FAIL, HALF, HALF_THEN_DIE, DIE_AFTER };

/// Counts one call and says what is to happen to it.
static enum verdict pass(const char *kind) {
    if (*calls) {
        const char *found = strstr(calls, kind);
        size_t length = strlen(kind);
        if (!found || (found != calls && found[-1] != ',') || (found[length] && found[length] != ',')) return GO;
    }
    unsigned long number = atomic_fetch_add(&report->count, 1) + 1;
    if (at == 0 || number < at || number >= at + times) return GO;
    if (!atomic_fetch_add(&report->fired, 1)) strncpy(report->name, kind, sizeof report->name - 1);
    if (error_number) {
        errno = error_number;
        return FAIL;
    }
    int writing = !strcmp(kind, "write");
    if (!strcmp(how, "short")) return writing ? HALF : GO;
    if (!strcmp(how, "torn") && writing) return HALF_THEN_DIE;
    if (!strcmp(how, "after")) return DIE_AFTER;
    if (!strcmp(how, "powercut")) cut_power();
    die();
    return GO;
}

/// A call that succeeds or fails as a whole.
#define WHOLE(kind, type, call)                  \
    do {                                         \
        enum verdict verdict_ = pass(kind);      \
        if (verdict_ == FAIL) return -1;         \
        type result_ = (call);                   \
        if (verdict_ == DIE_AFTER) die();        \
        return result_;                          \
    } while (0)

/// A write of `size` bytes, which may be cut.
#define WRITING(file, size, call)                                                    \
    do {                                                                             \
        enum verdict verdict_ = regular(file) ? pass("write") : GO;                  \
        if (verdict_ == FAIL) return -1;                                             \
        if (verdict_ == HALF || verdict_ == HALF_THEN_DIE) size = (size + 1) / 2;    \
        ssize_t result_ = (call);                                                    \
        if (verdict_ == DIE_AFTER || verdict_ == HALF_THEN_DIE) die();               \
        return result_;                                                              \
    } while (0)

ssize_t write(int file, const void *bytes, size_t size) {
    WRITING(file, size, real_syscall(SYS_write, file, bytes, size));
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    WRITING(file, size, real_syscall(SYS_pwrite64, file, bytes, size, offset));
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
    WRITING(file, size, real_syscall(SYS_pwrite64, file, bytes, size, offset));
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    WRITING(file, count, real_syscall(SYS_writev, file, parts, count));
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    WRITING(file, count, real_syscall(SYS_pwritev, file, parts, count, offset, 0));
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags) {
    WRITING(out, size, real_syscall(SYS_copy_file_range, in, from, out, to, size, flags));
}
ssize_t sendfile(int out, int in, off_t *from, size_t size) {
    WRITING(out, size, real_syscall(SYS_sendfile, out, in, from, size));
}
ssize_t sendfile64(int out, int in, off64_t *from, size_t size) {
    WRITING(out, size, real_syscall(SYS_sendfile, out, in, from, size));
}

int fsync(int file) { WHOLE("sync", int, (int)real_syscall(SYS_fsync, file)); }
int fdatasync(int file) { WHOLE("sync", int, (int)real_syscall(SYS_fdatasync, file)); }
int ftruncate(int file, off_t size) { WHOLE("truncate", int, (int)real_syscall(SYS_ftruncate, file, size)); }
int ftruncate64(int file, off64_t size) { WHOLE("truncate", int, (int)real_syscall(SYS_ftruncate, file, size)); }
int fallocate(int file, int mode, off_t offset, off_t size) {
    WHOLE("truncate", int, (int)real_syscall(SYS_fallocate, file, mode, offset, size));
}
// No fallback of libc's here: an emulated one would write through pwrite and be counted again.
int posix_fallocate(int file, off_t offset, off_t size) {
    if (pass("truncate") == FAIL) return errno;
    return real_syscall(SYS_fallocate, file, 0, offset, size) < 0 ? errno : 0;
}

int rename(const char *from, const char *to) {
    WHOLE("rename", int, (int)real_syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int renameat(int a, const char *from, int b, const char *to) {
    WHOLE("rename", int, (int)real_syscall(SYS_renameat2, a, from, b, to, 0));
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    WHOLE("rename", int, (int)real_syscall(SYS_renameat2, a, from, b, to, flags));
}
int link(const char *from, const char *to) {
    WHOLE("link", int, (int)real_syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    WHOLE("link", int, (int)real_syscall(SYS_linkat, a, from, b, to, flags));
}
int unlink(const char *path) { WHOLE("unlink", int, (int)real_syscall(SYS_unlinkat, AT_FDCWD, path, 0)); }
int unlinkat(int a, const char *path, int flags) { WHOLE("unlink", int, (int)real_syscall(SYS_unlinkat, a, path, flags)); }
int rmdir(const char *path) { WHOLE("unlink", int, (int)real_syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)); }
int mkdir(const char *path, mode_t mode) { WHOLE("mkdir", int, (int)real_syscall(SYS_mkdirat, AT_FDCWD, path, mode)); }
int mkdirat(int a, const char *path, mode_t mode) { WHOLE("mkdir", int, (int)real_syscall(SYS_mkdirat, a, path, mode)); }

static int opened(int a, const char *path, int flags, mode_t mode) {
    if (flags & O_CREAT) WHOLE("create", int, (int)real_syscall(SYS_openat, a, path, flags, mode));
    return (int)real_syscall(SYS_openat, a, path, flags, mode);
}

#define MODE_AFTER(last)                                                  \
    mode_t mode = 0;                                                      \
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {          \
        va_list list;                                                     \
        va_start(list, last);                                             \
        mode = va_arg(list, mode_t);                                      \
        va_end(list);                                                     \
    }

int open(const char *path, int flags, ...) { MODE_AFTER(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_AFTER(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int a, const char *path, int flags, ...) { MODE_AFTER(flags) return opened(a, path, flags, mode); }
int openat64(int a, const char *path, int flags, ...) { MODE_AFTER(flags) return opened(a, path, flags | O_LARGEFILE, mode); }

// Programs that reach renameat2 and the like by number.
long syscall(long number, ...) {
    va_list list;
    va_start(list, number);
    long v[6];
    for (int i = 0; i < 6; i++) v[i] = va_arg(list, long);
    va_end(list);
    const char *kind = NULL;
    switch (number) {
    case SYS_write: case SYS_pwrite64: case SYS_writev: kind = regular((int)v[0]) ? "write" : NULL; break;
    case SYS_fsync: case SYS_fdatasync: kind = "sync"; break;
    case SYS_renameat2: case SYS_renameat: kind = "rename"; break;
    case SYS_linkat: kind = "link"; break;
    case SYS_unlinkat: kind = "unlink"; break;
    case SYS_mkdirat: kind = "mkdir"; break;
    case SYS_ftruncate: case SYS_fallocate: kind = "truncate"; break;
    case SYS_openat: kind = (v[2] & O_CREAT) ? "create" : NULL; break;
    default: break;
    }
    if (kind) WHOLE(kind, long, real_syscall(number, v[0], v[1], v[2], v[3], v[4], v[5]));
    return real_syscall(number, v[0], v[1], v[2], v[3], v[4], v[5]);
}
