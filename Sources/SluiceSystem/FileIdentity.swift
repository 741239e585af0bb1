internal import CLinux
internal import Glibc

/// What tells one state of one file from another: device, inode, size and times.
package struct FileIdentity: Sendable, Hashable {
    /// Device number of the file system.
    package let device: UInt64
    /// Inode number on that device.
    package let inode: UInt64
    /// Size in bytes.
    package let size: Int
    /// Time of the last change of content, in nanoseconds since 1970.
    package let modifiedNanoseconds: Int64
    /// Time of the last change of content or status, in nanoseconds since 1970; a rename changes it too.
    package let changedNanoseconds: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modifiedNanoseconds =
            Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
        changedNanoseconds =
            Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
    }

    /// An identity from its parts, for tests of what compares them.
    package init(
        device: UInt64, inode: UInt64, size: Int, modifiedNanoseconds: Int64,
        changedNanoseconds: Int64
    ) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modifiedNanoseconds = modifiedNanoseconds
        self.changedNanoseconds = changedNanoseconds
    }

    /// True when it is the same file with the same content, by all the kernel tells; status changes do not count.
    package func isSameContent(as other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode && size == other.size
            && modifiedNanoseconds == other.modifiedNanoseconds
    }
}
