internal import FoundationEssentials
internal import Testing

/// The working copy these tests were compiled from.
enum Repository {
    /// Its top directory: three levels above this file.
    static let root: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// One file of it.
    struct File: Sendable, CustomTestStringConvertible {
        /// Path below the top directory, with slashes.
        let path: String
        var testDescription: String { path }

        /// The folder below `Sources` or `Tests`, which is the target's name.
        var target: String {
            let parts = path.split(separator: "/")
            return parts.count > 2 ? String(parts[1]) : ""
        }

        /// The whole text.
        func text() throws -> String {
            try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
        }
    }

    /// All files below a folder, in the order of their paths.
    static func files(under folder: String, suffix: String = "") -> [File] {
        let top = root.appending(path: folder).path
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? []
        return paths.sorted().compactMap { path in
            var isFolder = false
            let whole = top + "/" + path
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
                !isFolder, path.hasSuffix(suffix)
            else { return nil }
            return File(path: folder + "/" + path)
        }
    }

    /// The names in the top directory that do not start with a dot.
    static func topLevelNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// All Swift files of the program and its tests.
    static let swiftFiles =
        files(under: "Sources", suffix: ".swift")
        + files(under: "Tests", suffix: ".swift")
}
