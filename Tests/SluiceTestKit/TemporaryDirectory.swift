internal import FoundationEssentials

/// A directory of its own for one test, removed with everything in it when the test lets go of it.
///
/// A class, because it has an end.
package final class TemporaryDirectory: Sendable {
    /// Its absolute path.
    package let path: String

    /// Makes an empty directory.
    package init() throws {
        let name = "sluice-test-" + UUID().uuidString
        path = FileManager.default.temporaryDirectory.appending(path: name).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path as bytes, as the system layer wants it.
    package var pathBytes: [UInt8] { Array(path.utf8) }

    /// The path of something in it.
    package func path(of name: String) -> String { path + "/" + name }

    /// Writes a file, directories on the way made.
    package func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(filePath: path(of: name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Writes a text file, directories on the way made.
    package func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    /// Makes a directory, those on the way included.
    package func makeDirectory(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path(of: name), withIntermediateDirectories: true)
    }

    /// The bytes of a file; nil when there is none.
    package func bytes(of name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path(of: name)).map { Array($0) }
    }

    /// The text of a file; nil when there is none.
    package func text(of name: String) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names in it, or in a directory of it, sorted.
    package func names(in name: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(of: name))) ?? []).sorted()
    }
}
