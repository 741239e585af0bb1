package import SluiceSystem

/// What one instance notes for the next about `quarantine/`, so that a start need not look through its files.
///
/// They are not forced to disk one by one, because the database has what they say: a power cut may take what was written last.
/// But only that: as long as the file system stays mounted, what was written is there.
package struct QuarantineNote: Equatable {
    /// Under which mount the files were compared with the database, see ``Directory/mount()``.
    let mount: [UInt8]
    /// The newest batch of the journal that they follow; 0 when there is none.
    let batch: Int64

    /// In `data/store`: the mount and the batch, each on a line of its own.
    private static let name = Array("quarantine-note".utf8)

    /// A note of these.
    init(mount: [UInt8], batch: Int64) {
        self.mount = mount
        self.batch = batch
    }

    /// The note that lies in a directory; nil when there is none, or none that can be read.
    init?(in store: Directory, _ system: System) {
        guard let bytes = try? SmallFile.read(Self.name, in: store, system: system) else {
            return nil
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.count == 2, let batch = Int64(String(decoding: lines[1], as: UTF8.self)) else {
            return nil
        }
        self.init(mount: Array(lines[0]), batch: batch)
    }

    /// Removes the note, because another database takes the place of the one it is about: the next start compares all anew.
    package static func remove(from store: Directory) throws(SystemError) {
        try store.remove(name)
    }

    /// Writes it in place of an older one.
    func write(to store: Directory) throws(SystemError) {
        try store.write(mount + Array("\n\(batch)\n".utf8), replacing: Self.name)
    }
}
