internal import CLinux

extension Directory {
    private static let bootFile = Array("/proc/sys/kernel/random/boot_id".utf8)

    /// A text that is the same as long as the directory's file system stays mounted, and never again; nil where the kernel does
    /// not tell (before Linux 6.8).
    ///
    /// While it is the same, what was once written is there, forced to disk or not: no power cut came between. Made of the kernel's boot
    /// id and the number of the mount (statx(2), `STATX_MNT_ID_UNIQUE`).
    package func mount() -> [UInt8]? {
        let number = sl_mount_number(descriptor.number)
        guard number != 0, let file = try? system.openForReading(path: Self.bootFile),
            let boot = try? SmallFile.read(file, system: system)
        else { return nil }
        let id = boot.prefix { $0 != UInt8(ascii: "\n") }
        guard !id.isEmpty else { return nil }
        return id + Array(" \(number)".utf8)
    }
}
