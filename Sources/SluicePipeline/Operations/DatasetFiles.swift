internal import SluiceConfig
package import SluiceCore
package import SluiceStore
package import SluiceSystem

/// The dataset files of a station as operations of the quarantine desk change them.
package struct DatasetFiles: Sendable {
    private static let suffix = Array(".toml".utf8)
    private let open: @Sendable () throws(SystemError) -> Directory
    private let system: System
    private let expressions: ExpressionCompiler

    /// The files of a directory, which `open` opens, made where it is missing.
    package init(
        system: System, expressions: ExpressionCompiler,
        open: @escaping @Sendable () throws(SystemError) -> Directory
    ) {
        self.open = open
        self.system = system
        self.expressions = expressions
    }

    /// The way to the files for an operation.
    package var rules: RuleFiles {
        RuleFiles { (dataset, changes) throws(StoreError) in
            try edit(dataset, changes)
        } read: { (name) throws(StoreError) in
            try stored { () throws(SystemError) in
                try read(Array(name.utf8), in: try open())
            }
        } carryOut: { (state) throws(StoreError) in
            try stored { () throws(SystemError) in try carryOut(state) }
        }
    }

    private func carryOut(_ state: RuleFileState) throws(SystemError) {
        let directory = try open()
        let name = Array(state.name.utf8)
        if let text = state.text {
            try directory.write(text, replacing: name)
        } else {
            try directory.remove(name)
        }
        try directory.synchronize()
    }

    private func edit(
        _ name: String, _ changes: [RuleChange]
    ) throws(StoreError) -> RuleFiles.Edit {
        let found = try stored { () throws(SystemError) in try texts() }
        do throws(ConfigurationError) {
            let documents = try found.map { (text) throws(ConfigurationError) in
                try TomlDocument(parsing: text.bytes, file: text.name)
            }
            let catalog = try DatasetLibrary.catalog(of: documents, expressions: expressions)
            guard let dataset = catalog.dataset(named: name) else {
                let nearest = NearestName.of(name, among: catalog.all.map(\.name))
                throw ConfigurationError(
                    ConfigurationProblem(
                        .file("data/datasets", nil), "there is no dataset \(name)",
                        suggestion: nearest))
            }
            let own = documents.first {
                $0.root["name"]?.value.content == .string(name)
            }
            let written = Array(DatasetWriter.text(of: dataset).utf8)
            let document =
                if let own { own } else {
                    try TomlDocument(parsing: written, file: name + ".toml")
                }
            let after = try DatasetEdit.text(
                of: document, changing: changes, expressions: expressions)
            let edited = try TomlDocument(parsing: after, file: document.file)
            let others = documents.filter { $0.file != document.file }
            let changed = try DatasetLibrary.catalog(
                of: (others + [edited]).sorted { $0.file < $1.file }, expressions: expressions)
            return RuleFiles.Edit(
                name: document.file, before: own?.source, after: after, catalog: changed)
        } catch {
            throw StoreError(.refused, error.description)
        }
    }

    /// The names and texts of the files, in the order of their names.
    private func texts() throws(SystemError) -> [(name: String, bytes: [UInt8])] {
        let directory = try open()
        var texts: [(name: String, bytes: [UInt8])] = []
        for entry in try directory.entries() {
            guard entry.name.first != UInt8(ascii: "."), entry.name.suffix(5) == Self.suffix[...],
                let name = String(validating: entry.name, as: UTF8.self),
                let bytes = try read(entry.name, in: directory)
            else { continue }
            texts.append((name, bytes))
        }
        return texts.sorted { $0.name < $1.name }
    }

    private func read(
        _ name: [UInt8], in directory: Directory
    ) throws(SystemError) -> [UInt8]? {
        guard try directory.information(name) != nil else { return nil }
        let file = try directory.openForReading(name)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= TomlDocument.maximumBytes {
            let count = try system.read(file, into: &block, at: 0)
            if count == 0 { break }
            bytes += block[..<count]
        }
        return bytes
    }

    private func stored<Value>(
        _ body: () throws(SystemError) -> Value
    ) throws(StoreError) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw StoreError(.io, error.description)
        }
    }
}
