/// Changes single values of a TOML text and leaves every other byte as it is: comments, layout, order.
///
/// Takes tables in any of their forms: inline, with a header, by dotted keys. What it cannot place it refuses; the caller reads
/// the result again to see that it says what was meant.
package struct TomlEdit {
    /// The text as it is now.
    package private(set) var source: [UInt8]
    private let file: String

    /// Begins with the text of a document.
    package init(_ document: TomlDocument) {
        source = document.source
        file = document.file
    }

    /// Gives a key of a table a value, written as TOML; nil removes the key.
    ///
    /// A key that is not there goes to the end of an inline table, behind the header of another, or behind the first dotted key. Throws
    /// when the table is not there, or the text is no TOML any more.
    package mutating func set(
        _ key: String, to value: String?, inTableAt path: [TomlPathPart]
    ) throws(ConfigurationError) {
        let document = try TomlDocument(parsing: source, file: file)
        guard let found = document.value(at: path), case .table(let table) = found.content else {
            throw refusal("there is no such table", document, path)
        }
        if let entry = table[key] {
            guard let place = document.byteRange(of: entry.value.range) else {
                throw refusal("the value of \(key) cannot be found", document, path)
            }
            if let value {
                source.replaceSubrange(place, with: Array(value.utf8))
            } else {
                try remove(entry, found, document)
            }
        } else if let value {
            try insert("\(TomlText.key(key)) = \(value)", found, table, document, path)
        }
    }

    /// Adds a line `key = value` to a table with a header, or an entry to an inline one, behind its first key.
    package mutating func add(
        _ key: String, _ value: String, behindFirstKeyOfTableAt path: [TomlPathPart]
    ) throws(ConfigurationError) {
        let document = try TomlDocument(parsing: source, file: file)
        guard let found = document.value(at: path), case .table(let table) = found.content,
            let first = table.entries.first,
            let place = document.byteRange(of: first.value.range)
        else { throw refusal("there is no such table", document, path) }
        let text = "\(TomlText.key(key)) = \(value)"
        if isInline(found, document) {
            source.insert(contentsOf: Array(", \(text)".utf8), at: place.upperBound)
        } else {
            insertLine(text, behind: place.upperBound)
        }
    }

    private mutating func insert(
        _ text: String, _ found: TomlValue, _ table: TomlTable, _ document: TomlDocument,
        _ path: [TomlPathPart]
    ) throws(ConfigurationError) {
        guard let place = document.byteRange(of: found.range), !place.isEmpty else {
            throw refusal("the table cannot be found", document, path)
        }
        if isInline(found, document) {
            if let last = table.entries.last, let end = document.byteRange(of: last.value.range) {
                source.insert(contentsOf: Array(", \(text)".utf8), at: end.upperBound)
            } else {
                source.insert(contentsOf: Array(" \(text)".utf8), at: place.lowerBound + 1)
            }
        } else if document.source[place.lowerBound] == UInt8(ascii: "[") {
            insertLine(text, behind: place.upperBound)
        } else if case .key(let name)? = path.last, let first = table.entries.first,
            let end = document.byteRange(of: first.value.range)
        {
            insertLine("\(TomlText.key(name)).\(text)", behind: end.upperBound)
        } else {
            throw refusal("the table has a form that cannot be added to", document, path)
        }
    }

    /// Removes an entry, with its line or with the comma beside it.
    private mutating func remove(
        _ entry: TomlTable.Entry, _ found: TomlValue, _ document: TomlDocument
    ) throws(ConfigurationError) {
        guard let key = document.byteRange(of: entry.keyRange),
            let value = document.byteRange(of: entry.value.range)
        else { throw refusal("the value of \(entry.key) cannot be found", document, []) }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var start = key.lowerBound
        var end = value.upperBound
        if isInline(found, document) {
            while end < source.count, isBlank(source[end]) { end += 1 }
            if end < source.count, source[end] == UInt8(ascii: ",") {
                end += 1
                while end < source.count, isBlank(source[end]) { end += 1 }
            } else {
                end = value.upperBound
                while start > 0, isBlank(source[start - 1]) { start -= 1 }
                if start > 0, source[start - 1] == UInt8(ascii: ",") { start -= 1 }
            }
        } else {
            while start > 0, source[start - 1] != 0x0A { start -= 1 }
            end = source[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.count
        }
        source.removeSubrange(start..<end)
    }

    /// Puts a line behind the one that a place is in, indented alike.
    private mutating func insertLine(_ text: String, behind place: Int) {
        let start = source[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let indent = source[start...].prefix { $0 == 0x20 || $0 == 0x09 }
        let line = Array(indent) + Array(text.utf8)
        if let end = source[place...].firstIndex(of: 0x0A) {
            let isWindows = end > 0 && source[end - 1] == 0x0D
            source.insert(contentsOf: line + (isWindows ? [0x0D, 0x0A] : [0x0A]), at: end + 1)
        } else {
            source += [0x0A] + line
        }
    }

    private func isInline(_ table: TomlValue, _ document: TomlDocument) -> Bool {
        document.byteRange(of: table.range).map { range in
            range.lowerBound < source.count && source[range.lowerBound] == UInt8(ascii: "{")
        } ?? false
    }

    private func refusal(
        _ reason: String, _ document: TomlDocument, _ path: [TomlPathPart]
    ) -> ConfigurationError {
        ConfigurationError(
            ConfigurationProblem(
                .file(file, document.nearestPosition(to: path)),
                "\(reason): change the file by hand"))
    }
}
