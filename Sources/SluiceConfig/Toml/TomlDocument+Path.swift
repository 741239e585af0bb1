/// Finding values by the way to them.
extension TomlDocument {
    /// The value at the end of a path; nil when there is none.
    package func value(at path: [TomlPathPart]) -> TomlValue? {
        let (value, depth, _) = walk(path)
        return depth == path.count ? value : nil
    }

    /// Where the last part of a path stands that the text has: the key, or the element of a list.
    ///
    /// The first line when it has not even the first part. For problems about what is missing.
    package func nearestPosition(to path: [TomlPathPart]) -> TomlPosition {
        walk(path).position
    }

    private func walk(
        _ path: [TomlPathPart]
    ) -> (value: TomlValue?, depth: Int, position: TomlPosition) {
        var content = TomlValue.Content.table(root)
        var value: TomlValue?
        var position = TomlPosition(line: 1, column: 1)
        for (depth, part) in path.enumerated() {
            switch (part, content) {
            case (.key(let key), .table(let table)):
                guard let entry = table[key] else { return (value, depth, position) }
                value = entry.value
                position = entry.keyRange.begin
                content = entry.value.content
            case (.index(let index), .array(let elements)):
                guard elements.indices.contains(index) else { return (value, depth, position) }
                value = elements[index]
                position = elements[index].range.begin
                content = elements[index].content
            default:
                return (value, depth, position)
            }
        }
        return (value, path.count, position)
    }
}
