package import SluiceConfig
package import SluiceSystem

/// A dataset file that a user names, wherever it lies.
package enum DatasetFile {
    /// Reads it. Throws `noInput` when there is none, or what is wrong with its TOML.
    package static func document(at path: [UInt8], _ system: System) throws -> TomlDocument {
        guard try system.information(path: path)?.kind == .regular else {
            throw CommandFailure(.noInput, "no such file: \(PathText.shown(path))")
        }
        let bytes = try SmallFile.read(try system.openForReading(path: path), system: system)
        return try TomlDocument(parsing: bytes, file: PathText.shown(path))
    }
}
