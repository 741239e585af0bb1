package import SluiceConfig
package import SluiceCore
internal import SluiceStore
package import SluiceSystem

/// The dataset files of a station.
package struct StationDatasets: Sendable {
    private let directory: StationPath
    /// Their directory as the configuration names it.
    let shownPath: String
    private let system: System

    /// The dataset files of a station with these settings.
    package init(station: Directory, settings: StationSettings, system: System) {
        self.system = system
        directory = settings.directory(\.datasets, in: station, system)
        shownPath = settings.resolved.configuration.directories.datasets
    }

    /// The catalog of all of them. Throws `configuration` with everything that is wrong with them.
    package func catalog() throws(CommandFailure) -> DatasetCatalog { try read().catalog }

    /// The catalog of all of them, with the file of each. Throws as ``catalog()`` does.
    package func read() throws(CommandFailure) -> StationCatalog {
        do {
            let documents = try documents()
            let catalog = try DatasetLibrary.catalog(of: documents, expressions: .sql)
            var paths: [String: String] = [:]
            for document in documents {
                guard case .string(let name)? = document.root["name"]?.value.content else {
                    continue
                }
                paths[name] = "\(shownPath)/\(document.file)"
            }
            return StationCatalog(catalog: catalog, paths: paths)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The parsed files by name; none when there is no such directory, which a start refuses unless the station is new.
    package func documents() throws -> [TomlDocument] {
        let found = Result { () throws(SystemError) in try directory.open() }
        if case .failure(let error) = found, error.isMissing { return [] }
        let opened = try found.get()
        let names = try opened.entries().map(\.name).filter(Self.isDatasetFile)
        return try names.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
            try TomlDocument(
                parsing: SmallFile.read(name, in: opened, system: system),
                file: PathText.shown(name))
        }
    }

    /// True for names that end in `.toml` and do not start with a dot.
    private static func isDatasetFile(_ name: [UInt8]) -> Bool {
        name.first != UInt8(ascii: ".") && name.reversed().starts(with: ".toml".utf8.reversed())
    }
}
