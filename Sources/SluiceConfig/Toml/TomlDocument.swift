internal import CToml

/// A parsed TOML text: its values with their places, and the bytes they came from.
package struct TomlDocument: Sendable {
    /// The name of the file, for messages.
    package let file: String
    /// The text as it was read, so that an edit can keep comments and layout.
    package let source: [UInt8]
    /// The whole text as one table.
    package let root: TomlTable

    /// Longest text that is read, in bytes.
    package static let maximumBytes = 1 << 20

    /// Parses UTF-8 text; throws the first thing that is not TOML, with its place.
    package init(parsing source: [UInt8], file: String) throws(ConfigurationError) {
        self.file = file
        self.source = source
        guard source.count <= Self.maximumBytes else {
            throw ConfigurationError(
                ConfigurationProblem(
                    .file(file, nil), "the file is larger than \(Self.maximumBytes) bytes"))
        }
        let parsed = source.withUnsafeBytes { bytes in
            sl_toml_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let parsed else {
            throw ConfigurationError(
                ConfigurationProblem(.file(file, nil), "there is no memory to read the file"))
        }
        defer { sl_toml_free(parsed) }
        var message: UnsafePointer<CChar>?
        var position = sl_toml_position()
        if sl_toml_failed(parsed, &message, &position) {
            let reason = message.map { String(cString: $0) } ?? "unknown reason"
            throw ConfigurationError(
                ConfigurationProblem(
                    .file(file, TomlPosition(position)), "not TOML: \(reason)"))
        }
        var nodes = NodeReader(
            nodes: UnsafeBufferPointer(
                start: sl_toml_nodes(parsed), count: sl_toml_node_count(parsed)))
        guard case .table(let root) = nodes.value().content else {
            root = TomlTable()
            return
        }
        self.root = root
    }

    /// The bytes of ``source`` that a range covers; nil when the range is not in the text. Linear time.
    package func byteRange(of range: TomlRange) -> Range<Int>? {
        guard let begin = byteOffset(of: range.begin), let end = byteOffset(of: range.end),
            begin <= end
        else { return nil }
        return begin..<end
    }

    private func byteOffset(of position: TomlPosition) -> Int? {
        guard position.line > 0, position.column > 0 else { return nil }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var offset = source.starts(with: mark) ? mark.count : 0
        for _ in 1..<position.line {
            guard let lineEnd = source[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
                return nil
            }
            offset = lineEnd + 1
        }
        for _ in 1..<position.column {
            guard offset < source.count else { return nil }
            offset += 1
            while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }
}

/// Turns the flat nodes back into a tree; the pointers in them are valid while the document is alive.
private struct NodeReader {
    let nodes: UnsafeBufferPointer<sl_toml_node>
    var index = 0

    mutating func value() -> TomlValue {
        let node = nodes[index]
        index += 1
        let range = TomlRange(begin: TomlPosition(node.begin), end: TomlPosition(node.end))
        return TomlValue(content(of: node), range: range)
    }

    private mutating func content(of node: sl_toml_node) -> TomlValue.Content {
        switch node.kind {
        case SL_TOML_STRING: return .string(text(node.text, node.text_length))
        case SL_TOML_INTEGER: return .integer(node.integer)
        case SL_TOML_NUMBER: return .number(node.number)
        case SL_TOML_BOOLEAN: return .boolean(node.boolean)
        case SL_TOML_ARRAY: return .array((0..<node.child_count).map { _ in value() })
        case SL_TOML_TABLE: return .table(TomlTable(entries: entries(node.child_count)))
        default: return .time
        }
    }

    private mutating func entries(_ count: Int) -> [TomlTable.Entry] {
        (0..<count).map { _ in
            let node = nodes[index]
            return TomlTable.Entry(
                key: text(node.key, node.key_length),
                keyRange: TomlRange(
                    begin: TomlPosition(node.key_begin), end: TomlPosition(node.key_end)),
                value: value())
        }
    }

    private func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
        String(
            decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }
}

extension TomlPosition {
    fileprivate init(_ position: sl_toml_position) {
        self.init(line: Int(position.line), column: Int(position.column))
    }
}
