internal import CLinux
internal import Glibc

/// What the kernel tells of a name or an open file.
package struct FileInformation: Sendable {
    /// What kind of thing it is.
    package enum Kind: Sendable {
        /// A regular file.
        case regular
        /// A directory.
        case directory
        /// A symbolic link.
        case symlink
        /// A device, FIFO or socket.
        case other
    }

    /// Its kind.
    package let kind: Kind
    /// Its identity.
    package let identity: FileIdentity
    /// Permission bits, `0o777` at most plus set-id and sticky bits.
    package let permissions: UInt32
    /// User who owns it.
    package let owner: UInt32

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symlink
        default: kind = .other
        }
        identity = FileIdentity(status)
        permissions = status.st_mode & 0o7777
        owner = status.st_uid
    }
}
