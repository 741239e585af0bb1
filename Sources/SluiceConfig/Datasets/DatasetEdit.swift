package import SluiceCore

/// Changes the limits of fields in a dataset file, comments and layout kept.
package enum DatasetEdit {
    /// The text of a dataset file with other limits; the same bytes where nothing changes.
    ///
    /// The result is read again: where it does not define the dataset with exactly these changes, the file has a form that cannot
    /// be edited, and this throws with the place.
    package static func text(
        of document: TomlDocument, changing changes: [RuleChange],
        expressions: ExpressionCompiler
    ) throws(ConfigurationError) -> [UInt8] {
        let dataset = try DatasetReader.read(document, expressions: expressions)
        let changed: Dataset
        do throws(RuleChangeProblem) {
            changed = try dataset.applying(changes)
        } catch {
            throw ConfigurationError(
                ConfigurationProblem(.file(document.file, nil), error.description))
        }
        var edit = TomlEdit(document)
        for change in changes {
            guard let index = dataset.fields.firstIndex(where: { $0.name == change.field }) else {
                continue
            }
            try edit.apply(change, toField: index, was: dataset.fields[index].constraints, document)
        }
        let edited = try TomlDocument(parsing: edit.source, file: document.file)
        guard try DatasetReader.read(edited, expressions: expressions) == changed else {
            throw ConfigurationError(
                ConfigurationProblem(
                    .file(document.file, nil),
                    "the limits stand where they cannot be changed: change the file by hand"))
        }
        return edit.source
    }
}

extension TomlEdit {
    fileprivate mutating func apply(
        _ change: RuleChange, toField index: Int, was: FieldConstraints, _ document: TomlDocument
    ) throws(ConfigurationError) {
        let field = [TomlPathPart.key("schema"), .key("fields"), .index(index)]
        let limits = [
            ("minimum", was.minimum, change.minimum), ("maximum", was.maximum, change.maximum),
        ].filter { $0.1 != $0.2 }
        guard !limits.isEmpty else { return }
        guard document.value(at: field + [.key("constraints")]) != nil else {
            let entries = limits.compactMap { name, _, value in
                value.map { "\(name) = \(TomlText.number($0))" }
            }
            try add(
                "constraints", "{ \(entries.joined(separator: ", ")) }",
                behindFirstKeyOfTableAt: field)
            return
        }
        // A table of dotted keys is gone with its last key, and could not be added to.
        for (name, _, value) in limits.filter({ $0.2 != nil }) + limits.filter({ $0.2 == nil }) {
            try set(
                name, to: value.map(TomlText.number), inTableAt: field + [.key("constraints")])
        }
    }
}
