internal import Glibc

extension SystemError {
    /// What an operator can do about it, in one clause; what failed is tried again by itself.
    package var remedy: String {
        switch code {
        case ENOSPC, EDQUOT: "make room on its file system: space, files or the quota are used up"
        case EACCES, EPERM: "let the account that sluice runs as read and change it"
        case EROFS: "make its file system writable again"
        case EMFILE, ENFILE: "allow more open files: ulimit -n"
        case EFBIG: "allow larger files: ulimit -f"
        case ENOMEM: "give the machine, or sluice's control group, more memory"
        case EIO: "look for errors of the disk in the kernel's log, and replace it"
        case ENOENT: "put it back under its name"
        case EEXIST, ENOTDIR, EISDIR, ELOOP, ENXIO: "move away what stands there in its place"
        case ESTALE, ENOTCONN, ETIMEDOUT: "see that its server can be reached"
        default: "see to the cause"
        }
    }
}
