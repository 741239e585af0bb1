package import SluiceConsole
internal import SluiceCore
package import SluiceSystem

/// The themes an operator can choose: those of the station's `themes/`, and the compiled-in ones.
///
/// A file goes before the compiled-in theme of its name. Reads the disk when asked; blocks for a small file.
package struct ThemeLibrary: Sendable {
    /// A theme as it was read.
    package struct Entry: Sendable {
        /// The theme; nil when its file cannot be used.
        package let theme: Theme?
        /// What is wrong with its file, in the order of the lines.
        package let problems: [ThemeProblem]
        /// The text of its file.
        package let text: String
        /// Where it comes from: the file's name, or `compiled in`.
        package let origin: String
    }

    private static let suffix = Array(".theme".utf8)
    private let directory: Directory?
    private let system: System

    /// The themes of a directory; only the compiled-in ones when there is none.
    package init(directory: Directory?, system: System) {
        self.directory = directory
        self.system = system
    }

    /// All names, sorted.
    package var names: [String] {
        let files = (try? directory?.entries()) ?? []
        let found = files.compactMap { entry -> String? in
            guard entry.mayBeRegularFile, entry.name.count > Self.suffix.count,
                entry.name.suffix(Self.suffix.count).elementsEqual(Self.suffix)
            else { return nil }
            return String(validating: entry.name.dropLast(Self.suffix.count), as: UTF8.self)
        }
        return Set(found).union(BuiltinThemes.texts.keys).sorted()
    }

    /// The theme of a name; nil when there is none of it.
    package func entry(_ name: String) -> Entry? {
        let file = Array(name.utf8) + Self.suffix
        if !name.contains("/"), let directory,
            let bytes = try? SmallFile.read(file, in: directory, system: system)
        {
            return Self.entry(
                name, String(decoding: bytes, as: UTF8.self), origin: "\(name).theme")
        }
        return BuiltinThemes.texts[name].map { Self.entry(name, $0, origin: "compiled in") }
    }

    private static func entry(_ name: String, _ text: String, origin: String) -> Entry {
        let reader = ThemeReader(text, name: name)
        return Entry(
            theme: reader.theme, problems: reader.problems, text: text, origin: origin)
    }
}
