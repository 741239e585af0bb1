/// Takes held records of one file apart again: their cells and the location they name, whatever is wrong with them.
///
/// Keeps buffers between records; belongs to one thread.
package struct HeldRecordReader {
    private let plan: RecordPlan
    private let header: [UInt8]
    private var layout = RecordLayout()

    /// A reader for the records of a file; nil when the header does not bind to the dataset.
    package init?(dataset: Dataset, header: [UInt8], fileName: [UInt8]) {
        let found = try? HeaderReader.bind(
            header, to: dataset, fileName: fileName, limits: JudgeLimits(), nowMilliseconds: nil)
        guard let found else { return nil }
        plan = found.plan
        self.header = header
    }

    /// The names of the columns, as the dataset has them; those it does not know as they stand in the header.
    package mutating func columnNames() -> [String] {
        let typed = cells(of: header).map { String(decoding: $0, as: UTF8.self) }
        return plan.columns.indices.map { index in
            let name = plan.columns[index].field.name
            return name.isEmpty && index < typed.count ? typed[index] : name
        }
    }

    /// The cells of a record, unquoted, not trimmed; none when they cannot be told apart.
    package mutating func cells(of raw: [UInt8]) -> [[UInt8]] {
        scan(raw) ? layout.cells(in: raw.span, dialect: plan.dataset.dialect) : []
    }

    /// A cell that is another in a new text of a record; nil where a text does not have it.
    package struct Change {
        /// The name of its column.
        package let field: String
        /// What it was.
        package let before: [UInt8]?
        /// What it is.
        package let after: [UInt8]?

        /// Makes a change.
        package init(field: String, before: [UInt8]?, after: [UInt8]?) {
            (self.field, self.before, self.after) = (field, before, after)
        }
    }

    /// The first cell in which two texts of a record differ; nil when it is in none of the header's columns.
    package mutating func change(from old: [UInt8], to new: [UInt8]) -> Change? {
        let (before, after) = (cells(of: old), cells(of: new))
        let same = zip(before, after).prefix { $0 == $1 }.count
        let names = columnNames()
        guard same < names.count else { return nil }
        return Change(
            field: names[same], before: same < before.count ? before[same] : nil,
            after: same < after.count ? after[same] : nil)
    }

    /// Where the cells of a record lie in its bytes, quotes included; as many as ``cells(of:)`` answers.
    package mutating func ranges(of raw: [UInt8]) -> [Range<Int>] {
        guard scan(raw) else { return [] }
        return (0..<layout.storedFieldCount).map { field in
            let bounds = layout.bounds(field)
            let quotes = bounds.isQuoted ? 1 : 0
            let start = max(0, layout.start + bounds.start - quotes)
            return start..<max(start, min(raw.count, layout.start + bounds.end + quotes))
        }
    }

    /// The location that a record names; nil when it has none, or an empty one.
    package mutating func location(of raw: [UInt8]) -> [UInt8]? { location(of: raw.span) }

    /// The same of bytes that lie elsewhere. A record without quotes before its location is not taken apart for it.
    package mutating func location(of raw: Span<UInt8>) -> [UInt8]? {
        switch plan.place {
        case .fixed(let name): return name
        case .column(let column):
            if let range = plainRange(column, in: raw) {
                return Self.text(FieldText.trimmed(range, in: raw), in: raw)
            }
            guard scan(raw), column < layout.storedFieldCount else { return nil }
            let quote = plan.dataset.dialect.quote ?? UInt8(ascii: "\"")
            let content = layout.content(column, in: raw, quote: quote)
            let trimmed = FieldText.trimmed(0..<content.count, in: content.span)
            return Self.text(trimmed, in: content.span)
        }
    }

    /// Where a cell lies that has no quote and no line end in it or before it; nil for others, and where there is none.
    private func plainRange(_ column: Int, in raw: Span<UInt8>) -> Range<Int>? {
        let delimiter = plan.dataset.dialect.delimiter
        let quote = plan.dataset.dialect.quote
        var start = 0
        var left = column
        for index in 0..<raw.count {
            let byte = raw[index]
            if byte == delimiter {
                if left == 0 { return start..<index }
                left -= 1
                start = index + 1
            } else if byte == quote || byte == 0x0A || byte == 0x0D {
                return nil
            }
        }
        return nil
    }

    private static func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> [UInt8]? {
        guard !range.isEmpty else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        for index in range { text.append(bytes[index]) }
        return text
    }

    private mutating func scan(_ raw: [UInt8]) -> Bool { scan(raw.span) }

    private mutating func scan(_ raw: Span<UInt8>) -> Bool {
        var scanner = RecordScanner(dialect: plan.dataset.dialect)
        var offset = 0
        let result = scanner.next(in: raw, at: &offset, isFinal: true, into: &layout)
        if case .record = result { return true }
        return false
    }
}

extension DatasetCatalog {
    /// A reader for the held records of a file; nil when there is no such dataset, or its header does not bind to it.
    package func heldRecordReader(
        dataset name: String, header: [UInt8], fileName: [UInt8]
    ) -> HeldRecordReader? {
        dataset(named: name).flatMap {
            HeldRecordReader(dataset: $0, header: header, fileName: fileName)
        }
    }
}
