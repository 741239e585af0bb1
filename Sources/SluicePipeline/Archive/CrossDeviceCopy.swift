internal import SluiceSystem

/// Copies a file into the archive when it cannot be renamed there, in steps that a crash may cut anywhere.
///
/// Temporary name → forced to disk → renamed to its name → directory forced to disk → only then the source is removed. A
/// temporary name left by a crash begins with `.tmp-` and is removed at the next start.
struct CrossDeviceCopy {
    /// What temporary names begin with.
    static let temporaryPrefix = Array(".tmp-".utf8)

    let system: System

    /// Copies an open file to a free name; answers the name. The source stays. Nothing is written where there is no room for it.
    ///
    /// `placed` is told the name once the copy stands under it, before the directory is forced to disk: where that fails, nothing
    /// else tells that there is a whole copy already.
    func copy(
        _ source: FileDescriptor, to target: Directory, as name: [UInt8],
        placed: ([UInt8]) -> Void
    ) throws(SystemError) -> [UInt8] {
        let temporary = Self.temporaryPrefix + name
        try target.remove(temporary)
        // A file that was refused for its size would fill the disk, and everything else on it wait meanwhile.
        let size = try system.information(of: source).identity.size
        if let free = try? system.space(of: target).freeBytes, size > free {
            throw SystemError.noRoom(for: temporary)
        }
        do throws(SystemError) {
            let copy = try target.create(temporary)
            var block = [UInt8](repeating: 0, count: 256 << 10)
            while true {
                let count = try system.read(source, into: &block, at: 0)
                if count == 0 { break }
                try system.write(Array(block[..<count]), to: copy)
            }
            try system.synchronize(copy)
            CrashPoint.archiveCopied.pass()
            let copied = try FreeName.place(name) { (candidate) throws(SystemError) in
                try target.move(temporary, to: target, as: candidate)
            }
            placed(copied)
            try target.synchronize()
            CrashPoint.archiveCopyNamed.pass()
            return copied
        } catch {
            try? target.remove(temporary)
            throw error
        }
    }

    /// Copies and then removes the source, if it is still the file that was read.
    func move(
        _ name: [UInt8], of directory: Directory, identity: FileIdentity, to target: Directory,
        as newName: [UInt8], placed: ([UInt8]) -> Void
    ) throws(SystemError) -> [UInt8] {
        let copied = try copy(
            try directory.openForReading(name), to: target, as: newName, placed: placed)
        try remove(name, of: directory, identity: identity)
        return copied
    }

    /// Removes the source of a copy, if it is still the file that was read.
    func remove(
        _ name: [UInt8], of directory: Directory, identity: FileIdentity
    ) throws(SystemError) {
        guard let now = try directory.information(name), now.identity.isSameContent(as: identity)
        else { return }
        try directory.remove(name)
    }
}
