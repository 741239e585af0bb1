internal import SluiceConfig
internal import SluiceCore

extension FuzzTarget {
    /// A dataset that is read can be written, and is the same when it is read again.
    static let dataset = FuzzTarget(name: "dataset") { bytes in
        guard let dataset = read(bytes) else { return nil }
        let text = DatasetWriter.text(of: dataset)
        guard let again = read(Array(text.utf8)) else {
            return "its own text is no dataset: \(text)"
        }
        return again == dataset ? nil : "another dataset when read again"
    }

    private static func read(_ bytes: [UInt8]) -> Dataset? {
        guard let document = try? TomlDocument(parsing: bytes, file: "fuzz.toml") else {
            return nil
        }
        return try? DatasetReader.read(document, expressions: uncompiled)
    }

    /// Rules are kept as they are written: compiling them is the matter of SQLite, which is not fuzzed here.
    private static let uncompiled = ExpressionCompiler { text, fields, _ in
        .success(RowExpression(text, fields: fields) { { _ in .failed("not compiled") } })
    }
}
