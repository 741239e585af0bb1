internal import SluiceCore

/// Reads the keys of one table and reports those that nobody asked for.
///
/// What is asked for is what is known, so the vocabulary stands in one place: where it is read. A value of the wrong
/// kind is reported with its place and reads as absent.
struct TableReader {
    /// Where the table stands: its header or its opening brace.
    let position: TomlPosition
    private let table: TomlTable
    /// The name for messages, such as `schema.fields`; empty for the whole file.
    private let name: String
    private let problems: ProblemList
    private var known: [String] = []

    /// Reads a table.
    init(_ table: TomlTable, at position: TomlPosition, name: String, problems: ProblemList) {
        self.table = table
        self.position = position
        self.name = name
        self.problems = problems
    }

    /// The value of a key, whatever it is; the key counts as known from now on.
    mutating func value(_ key: String) -> TomlValue? {
        if !known.contains(key) { known.append(key) }
        return table[key]?.value
    }

    /// True when the key is there; it does not count as known by that.
    func has(_ key: String) -> Bool { table[key] != nil }

    /// A text.
    mutating func text(_ key: String) -> String? {
        read(key, "a text") { if case .string(let text) = $0 { text } else { nil } }
    }

    /// True or false.
    mutating func boolean(_ key: String) -> Bool? {
        read(key, "true or false") { if case .boolean(let value) = $0 { value } else { nil } }
    }

    /// A finite number, with or without a fraction.
    mutating func number(_ key: String) -> Double? {
        read(key, "a finite number") { content in
            switch content {
            case .integer(let number): Double(number)
            case .number(let number) where number.isFinite: number
            default: nil
            }
        }
    }

    /// A list of texts.
    mutating func texts(_ key: String) -> [String]? {
        read(key, "a list of texts") {
            Self.texts(in: $0) { content in
                if case .string(let text) = content { text } else { nil }
            }
        }
    }

    /// A list of texts and numbers, numbers as their text.
    mutating func textsOrNumbers(_ key: String) -> [String]? {
        read(key, "a list of texts or numbers") {
            Self.texts(in: $0) { content in
                switch content {
                case .string(let text): text
                case .integer(let number): String(number)
                case .number(let number) where number.isFinite: TomlText.number(number)
                default: nil
                }
            }
        }
    }

    /// One ASCII byte that can stand in a CSV file, written as a text of one character.
    mutating func character(_ key: String) -> UInt8? {
        read(key, "one ASCII character") { content in
            guard case .string(let text) = content, text.utf8.count == 1,
                let byte = text.utf8.first, byte != 0, byte < 0x80
            else { return nil }
            return byte
        }
    }

    /// A case of an enumeration by its raw value; a wrong one is reported with the nearest.
    mutating func choice<Choice>(_ key: String, _ type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let text = text(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        let expected = names.map(TomlText.quoted).joined(separator: ", ")
        refuse(
            key, "\(label(key)) must be one of \(expected)",
            suggestion: NearestName.of(text, among: names))
        return nil
    }

    /// A regular expression; one that is none is reported.
    mutating func pattern(_ key: String) -> TextPattern? {
        guard let text = text(key) else { return nil }
        do throws(PatternProblem) {
            return try TextPattern.compiled(text)
        } catch {
            refuse(key, "\(label(key)) is not a regular expression: \(error.message)")
            return nil
        }
    }

    /// A table below this one, ready to be read; it must be finished too.
    mutating func table(_ key: String) -> TableReader? {
        let inner = read(key, "a table") { content in
            if case .table(let table) = content { table } else { nil }
        }
        guard let inner, let position = table[key]?.keyRange.begin else { return nil }
        return TableReader(inner, at: position, name: label(key), problems: problems)
    }

    /// The tables of a list below this one, ready to be read; each must be finished too.
    mutating func tables(_ key: String) -> [TableReader] {
        let name = label(key)
        let problems = problems
        let inner = read(key, "a list of tables") { content -> [TableReader]? in
            guard case .array(let values) = content else { return nil }
            let readers = values.compactMap { value -> TableReader? in
                guard case .table(let table) = value.content else { return nil }
                return TableReader(
                    table, at: value.range.begin, name: name, problems: problems)
            }
            return readers.count == values.count ? readers : nil
        }
        return inner ?? []
    }

    /// The keys of the table in the order of the text, for tables whose keys are data.
    var keys: [String] { table.entries.map(\.key) }

    /// Reports a key at its value.
    func refuse(_ key: String, _ message: String, suggestion: String? = nil) {
        let place = table[key]?.value.range.begin ?? position
        problems.add(place, message, suggestion: suggestion)
    }

    /// Reports something about the table as a whole.
    func refuse(_ message: String) {
        problems.add(position, message)
    }

    /// Reports keys of the vocabulary that this version cannot obey, so that a file never seems to be understood.
    mutating func unsupported(_ keys: String...) {
        for key in keys where value(key) != nil {
            let place = table[key]?.keyRange.begin ?? position
            problems.add(place, "\(label(key)) is not supported by this version")
        }
    }

    /// Accepts a key only with the value that says what sluice does anyway.
    mutating func onlySupported(_ key: String, _ expected: TomlValue.Content, shown: String) {
        guard let value = value(key), value.content != expected else { return }
        problems.add(
            value.range.begin, "\(label(key)) is supported only as \(shown) by this version")
    }

    /// Reports every key that was not asked for, with the nearest one that was.
    func finish() {
        for entry in table.entries where !known.contains(entry.key) {
            let inside = name.isEmpty ? "" : " in [\(name)]"
            problems.add(
                entry.keyRange.begin, "unknown key \(TomlText.quoted(entry.key))\(inside)",
                suggestion: NearestName.of(entry.key, among: known))
        }
    }

    private func label(_ key: String) -> String {
        name.isEmpty ? key : "\(name).\(key)"
    }

    private mutating func read<Value>(
        _ key: String, _ expected: String, _ convert: (TomlValue.Content) -> Value?
    ) -> Value? {
        guard let value = value(key) else { return nil }
        if let converted = convert(value.content) { return converted }
        problems.add(
            value.range.begin, "\(label(key)) must be \(expected), not \(value.kindName)")
        return nil
    }

    private static func texts(
        in content: TomlValue.Content, _ convert: (TomlValue.Content) -> String?
    ) -> [String]? {
        guard case .array(let values) = content else { return nil }
        let texts = values.compactMap { convert($0.content) }
        return texts.count == values.count ? texts : nil
    }
}
