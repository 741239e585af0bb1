internal import CLinux
internal import Glibc

/// A directory held open: names are looked up in it, whatever happens to the path that led to it.
///
/// Names are bytes without a slash; a data value never becomes a path.
package struct Directory: Sendable {
    let system: System
    /// The descriptor that holds it.
    package let descriptor: FileDescriptor
    /// The path it was opened by, for messages only.
    package let shownPath: [UInt8]

    /// A name found in a directory.
    package struct Entry: Sendable {
        /// The name as bytes, never `.` or `..`.
        package let name: [UInt8]
        /// False when the kernel already said that it is no regular file; true also means "ask".
        package let mayBeRegularFile: Bool
        /// True when the kernel said that it is a symbolic link.
        package let isSymlink: Bool
    }

    /// True when another descriptor holds this very directory, by whatever path.
    package func isSame(as other: Directory) throws(SystemError) -> Bool {
        let first = try system.information(of: descriptor).identity
        let second = try system.information(of: other.descriptor).identity
        return first.device == second.device && first.inode == second.inode
    }

    /// Its names. Linear in their number; 100 000 take some 50 ms.
    package func entries() throws(SystemError) -> [Entry] {
        // A descriptor of its own: the position of a listing belongs to the open file description.
        let number = try system.call(.list, shownPath) {
            sl_open_directory(descriptor.number, ".", 1)
        }
        guard let stream = fdopendir(number) else {
            let code = errno
            close(number)
            throw SystemError(.list, code: code, subject: shownPath)
        }
        defer { closedir(stream) }
        var result: [Entry] = []
        while true {
            errno = 0
            guard let found = readdir(stream) else {
                if errno != 0 { throw SystemError(.list, code: errno, subject: shownPath) }
                return result
            }
            let type = Int32(found.pointee.d_type)
            let name = withUnsafePointer(to: &found.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
                    Array(UnsafeBufferPointer(start: text, count: strlen(text)))
                        .map { UInt8(bitPattern: $0) }
                }
            }
            if name == [46] || name == [46, 46] { continue }
            result.append(
                Entry(
                    name: name, mayBeRegularFile: type == DT_REG || type == DT_UNKNOWN,
                    isSymlink: type == DT_LNK))
        }
    }

    /// What stands under a name, a symlink not followed; nil when there is nothing.
    package func information(_ name: [UInt8]) throws(SystemError) -> FileInformation? {
        var status = stat()
        do {
            try system.withName(name, .stat) { (text) throws(SystemError) in
                _ = try system.call(.stat, name) {
                    fstatat(descriptor.number, text, &status, AT_SYMLINK_NOFOLLOW)
                }
            }
        } catch  where error.isMissing {
            return nil
        }
        return FileInformation(status)
    }

    /// Opens a file for reading; a symlink is an error, a FIFO does not block.
    package func openForReading(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
        try open(name, .open) { sl_open_for_reading(descriptor.number, $0, 0) }
    }

    /// Creates a file of mode 0600 for writing; it is an error when the name is taken.
    package func create(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
        try open(name, .create) { sl_create(descriptor.number, $0, 0o600) }
    }

    /// Opens a file for appending, made with mode 0600 when it is missing.
    package func openForAppending(_ name: [UInt8]) throws(SystemError) -> FileDescriptor {
        try open(name, .append) { sl_append(descriptor.number, $0, 0o600) }
    }

    /// Opens a directory in it; a symlink to one is followed, or an error.
    package func directory(
        _ name: [UInt8], followsLinks: Bool = true
    ) throws(SystemError) -> Directory {
        do {
            let opened = try open(name, .openDirectory) {
                sl_open_directory(descriptor.number, $0, followsLinks ? 1 : 0)
            }
            return Directory(system: system, descriptor: opened, shownPath: shownPath + [47] + name)
        } catch  where error.code == ENOTDIR && !followsLinks {
            // The kernel says of a link, too, that it is no directory.
            let isLink = (try? information(name))??.kind == .symlink
            throw isLink ? SystemError(error.call, code: ELOOP, subject: name) : error
        }
    }

    /// Opens a directory in it, made with mode 0700 when it is missing.
    package func makeDirectory(_ name: [UInt8]) throws(SystemError) -> Directory {
        do {
            try system.withName(name, .mkdir) { (text) throws(SystemError) in
                _ = try system.call(.mkdir, name) { mkdirat(descriptor.number, text, 0o700) }
            }
        } catch  where error.isTaken {}
        return try directory(name)
    }

    /// Moves a name to another directory; fails when the new name is taken (``SystemError/isTaken``).
    package func move(
        _ name: [UInt8], to target: Directory, as newName: [UInt8]
    ) throws(SystemError) {
        try pair(name, newName) { (from, to) throws(SystemError) in
            do throws(SystemError) {
                try system.call(.rename, name) {
                    sl_rename_noreplace(descriptor.number, from, target.descriptor.number, to)
                }
            } catch  where error.code == EINVAL || error.code == ENOSYS {
                try moveByLink(name, from, to: target, as: newName, to)
            }
        }
    }

    /// For file systems without RENAME_NOREPLACE: a hard link fails when the name is taken, too.
    ///
    /// Where there are no links either, the name is looked up first; nobody else makes names in the directories files are moved to.
    private func moveByLink(
        _ name: [UInt8], _ from: UnsafePointer<CChar>, to target: Directory, as newName: [UInt8],
        _ newText: UnsafePointer<CChar>
    ) throws(SystemError) {
        do throws(SystemError) {
            try system.call(.rename, name) {
                linkat(descriptor.number, from, target.descriptor.number, newText, 0)
            }
        } catch  where [EPERM, EOPNOTSUPP, ENOSYS].contains(error.code) {
            guard try target.information(newName) == nil else {
                throw SystemError(.rename, code: EEXIST, subject: newName)
            }
            try system.call(.rename, name) {
                renameat(descriptor.number, from, target.descriptor.number, newText)
            }
            return
        }
        try system.call(.unlink, name) { unlinkat(descriptor.number, from, 0) }
    }

    /// Moves a name onto another of the same directory, replacing what stands there.
    package func replace(_ name: [UInt8], by newer: [UInt8]) throws(SystemError) {
        try pair(newer, name) { (from, to) throws(SystemError) in
            _ = try system.call(.rename, name) {
                renameat(descriptor.number, from, descriptor.number, to)
            }
        }
    }

    /// Removes a name; a missing one is no error.
    package func remove(_ name: [UInt8]) throws(SystemError) {
        do {
            try system.withName(name, .unlink) { (text) throws(SystemError) in
                _ = try system.call(.unlink, name) { unlinkat(descriptor.number, text, 0) }
            }
        } catch  where error.isMissing {}
    }

    /// Forces the names of this directory to disk.
    package func synchronize() throws(SystemError) {
        try system.synchronize(descriptor)
    }

    /// Writes a small file as a whole: a temporary name, forced to disk, renamed over the old one, whose permissions it gets.
    ///
    /// On failure the old file stands as it was.
    package func write(_ bytes: [UInt8], replacing name: [UInt8]) throws(SystemError) {
        let temporary = [46] + name + Array(".tmp".utf8)
        try remove(temporary)
        do {
            let file = try create(temporary)
            if let old = try information(name), old.kind == .regular {
                try setPermissions(temporary, to: old.permissions & 0o777)
            }
            try system.write(bytes, to: file)
            try system.synchronize(file)
            try replace(name, by: temporary)
        } catch {
            try? remove(temporary)
            throw error
        }
    }

    private func open(
        _ name: [UInt8], _ call: SystemCall, _ body: (UnsafePointer<CChar>) -> Int32
    ) throws(SystemError) -> FileDescriptor {
        let number = try system.withName(name, call) { (text) throws(SystemError) in
            try system.call(call, name) { body(text) }
        }
        return FileDescriptor(number)
    }

    private func pair(
        _ first: [UInt8], _ second: [UInt8],
        _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) throws(SystemError) -> Void
    ) throws(SystemError) {
        try system.withName(first, .rename) { (from) throws(SystemError) in
            try system.withName(second, .rename) { (to) throws(SystemError) in
                try body(from, to)
            }
        }
    }
}
