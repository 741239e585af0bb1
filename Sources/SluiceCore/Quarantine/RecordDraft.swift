/// A held record as an operator changes it: its bytes, taken apart and judged anew with every change.
///
/// The bytes are the truth. A change of a cell replaces the bytes of that cell and no others, with the quotes that its new
/// text needs; so a record of which the quoting is at fault can be mended too, by replacing all of its bytes.
package struct RecordDraft: Sendable, Hashable {
    /// One cell as it is now.
    package struct Cell: Sendable, Hashable {
        /// The column's name; empty for a cell beyond the header.
        package let name: String
        /// Its text, unquoted; nil when the record lacks it.
        package let value: [UInt8]?
        /// Where it lies in ``RecordDraft/raw``, with its quotes; nil when the record lacks it.
        package let range: Range<Int>?
        /// What is wrong with it.
        package let findings: [Finding]
    }

    /// The bytes of the record, without its line end.
    package private(set) var raw: [UInt8]
    /// The cells, at least one for each column of the header.
    package private(set) var cells: [Cell] = []
    /// What is wrong with the record as a whole.
    package private(set) var recordFindings: [Finding] = []
    private let line: Int

    /// A draft of bytes that start on a line of the file.
    package init(_ raw: [UInt8], line: Int, context: RecordContext, nowMilliseconds: Int64) {
        self.raw = raw
        self.line = line
        judge(context, nowMilliseconds)
    }

    /// True when the record breaks no rule; whether its key is stored already only the store can tell.
    package var isValid: Bool { recordFindings.isEmpty && cells.allSatisfy { $0.findings.isEmpty } }

    /// Gives a cell another text; cells that are missing before it come into being, empty.
    package mutating func setCell(
        _ index: Int, to text: [UInt8], context: RecordContext, nowMilliseconds: Int64
    ) {
        guard cells.indices.contains(index) else { return }
        let dialect = context.dataset.dialect
        if let range = cells[index].range {
            let isQuoted = !range.isEmpty && raw[range.lowerBound] == dialect.quote
            raw.replaceSubrange(
                range, with: Self.encoded(text, isQuoted: isQuoted, dialect))
        } else {
            let present = cells.count { $0.range != nil }
            let missing = present == 0 ? index : index - present + 1
            raw += Array(repeating: dialect.delimiter, count: missing)
            raw += Self.encoded(text, isQuoted: false, dialect)
        }
        judge(context, nowMilliseconds)
    }

    /// Puts bytes in the place of a cell as they are, such as those it had at first.
    package mutating func setBytes(
        of index: Int, to bytes: [UInt8], context: RecordContext, nowMilliseconds: Int64
    ) {
        guard cells.indices.contains(index), let range = cells[index].range else { return }
        raw.replaceSubrange(range, with: bytes)
        judge(context, nowMilliseconds)
    }

    /// Replaces all bytes.
    package mutating func setRaw(
        _ bytes: [UInt8], context: RecordContext, nowMilliseconds: Int64
    ) {
        raw = bytes
        judge(context, nowMilliseconds)
    }

    /// The text as a cell of a dialect: in quotes when it was, or when it could not be told from others without them.
    private static func encoded(
        _ text: [UInt8], isQuoted: Bool, _ dialect: Dialect
    ) -> [UInt8] {
        guard let quote = dialect.quote else { return text }
        let special = [quote, dialect.delimiter, 0x0A, 0x0D]
        guard isQuoted || text.contains(where: special.contains) else { return text }
        var cell = [quote]
        for byte in text {
            if byte == quote { cell.append(quote) }
            cell.append(byte)
        }
        return cell + [quote]
    }

    private mutating func judge(_ context: RecordContext, _ nowMilliseconds: Int64) {
        var findings: [Finding] = []
        if case .held(let all) = context.judge(
            raw, line: line, nowMilliseconds: nowMilliseconds)
        {
            findings = all
        }
        guard
            var reader = HeldRecordReader(
                dataset: context.dataset, header: context.header, fileName: context.fileName)
        else {
            (cells, recordFindings) = ([], findings)
            return
        }
        let names = reader.columnNames()
        let values = reader.cells(of: raw)
        let ranges = reader.ranges(of: raw)
        cells = (0..<max(names.count, values.count)).map { (index: Int) -> Cell in
            let name = index < names.count ? names[index] : ""
            let value = index < values.count ? values[index] : nil
            let range = index < ranges.count ? ranges[index] : nil
            return Cell(
                name: name, value: value, range: range,
                findings: findings.filter { $0.columnIndex == index + 1 })
        }
        recordFindings = findings.filter { finding in
            !(finding.columnIndex.map { cells.indices.contains($0 - 1) } ?? false)
        }
    }
}
