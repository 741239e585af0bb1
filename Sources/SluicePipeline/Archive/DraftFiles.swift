internal import SluiceSystem

/// Writes files under temporary names and gives them their names when they are complete, never onto another file.
///
/// A temporary name left by a crash is overwritten when the same file is made again.
struct DraftFiles {
    /// A file that is being written.
    struct Draft {
        let name: [UInt8]
        let temporary: [UInt8]
        let file: FileDescriptor
    }

    let system: System
    let directory: Directory

    /// Begins an empty file.
    func begin(_ name: [UInt8]) throws(SystemError) -> Draft {
        let temporary = CrossDeviceCopy.temporaryPrefix + name
        do throws(SystemError) {
            return Draft(name: name, temporary: temporary, file: try directory.create(temporary))
        } catch  where error.isTaken {
            try directory.remove(temporary)
            return Draft(name: name, temporary: temporary, file: try directory.create(temporary))
        }
    }

    /// Appends bytes.
    func append(_ bytes: [UInt8], to draft: Draft) throws(SystemError) {
        try system.write(bytes, to: draft.file)
    }

    /// Gives the file its name or, when other content stands there, the next free one; the same content is left as it is.
    func place(_ draft: Draft) throws(SystemError) {
        _ = try FreeName.place(draft.name) { (candidate) throws(SystemError) in
            do throws(SystemError) {
                try directory.move(draft.temporary, to: directory, as: candidate)
            } catch  where error.isTaken {
                guard try isSame(candidate, draft.temporary) else { throw error }
                try directory.remove(draft.temporary)
            }
        }
    }

    /// Gives the file its name, in place of what stands there.
    func replace(_ draft: Draft) throws(SystemError) {
        try directory.replace(draft.name, by: draft.temporary)
    }

    /// Removes a file that is not to get its name.
    func discard(_ draft: Draft) {
        try? directory.remove(draft.temporary)
    }

    private func isSame(_ first: [UInt8], _ second: [UInt8]) throws(SystemError) -> Bool {
        guard let one = try directory.information(first), one.kind == .regular,
            let other = try directory.information(second),
            one.identity.size == other.identity.size
        else { return false }
        let files = (try directory.openForReading(first), try directory.openForReading(second))
        var blocks = (
            [UInt8](repeating: 0, count: 64 << 10), [UInt8](repeating: 0, count: 64 << 10)
        )
        while true {
            let counts = (
                try system.read(files.0, into: &blocks.0, at: 0),
                try system.read(files.1, into: &blocks.1, at: 0)
            )
            guard counts.0 == counts.1, blocks.0[..<counts.0] == blocks.1[..<counts.1] else {
                return false
            }
            if counts.0 == 0 { return true }
        }
    }
}
