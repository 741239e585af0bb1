internal import SluiceSystem

/// Tells whether a name stands for a given content, by size and SHA-256.
struct FoundFile {
    let system: System

    /// The identity of `name` in a directory if it is a regular file of that size and hash; nil otherwise.
    ///
    /// Reads the whole file; a file that cannot be read is not the one. A file refused unread has no hash: its size decides.
    func identity(
        of name: [UInt8], in directory: Directory, size: Int, sha256: [UInt8]
    ) -> FileIdentity? {
        guard let found = try? directory.information(name), found.kind == .regular,
            found.identity.size == size
        else { return nil }
        if sha256.isEmpty { return found.identity }
        return self.sha256(of: name, in: directory) == sha256 ? found.identity : nil
    }

    /// The same of a file by its path; symbolic links are followed.
    func identity(ofPath path: [UInt8], size: Int, sha256: [UInt8]) -> FileIdentity? {
        guard let found = try? system.information(path: path), found.kind == .regular,
            found.identity.size == size
        else { return nil }
        if sha256.isEmpty { return found.identity }
        guard let file = try? system.openForReading(path: path) else { return nil }
        return self.sha256(of: file) == sha256 ? found.identity : nil
    }

    /// The SHA-256 of a file's content; nil when it cannot be read. Reads all of it.
    func sha256(of name: [UInt8], in directory: Directory) -> [UInt8]? {
        (try? directory.openForReading(name)).flatMap { sha256(of: $0) }
    }

    /// The SHA-256 of what is left to be read of a file; nil when it cannot be read.
    func sha256(of file: FileDescriptor) -> [UInt8]? {
        var hash = Sha256()
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            guard let count = try? system.read(file, into: &block, at: 0) else { return nil }
            if count == 0 { return hash.finish() }
            hash.update(block, 0..<count)
        }
    }
}
