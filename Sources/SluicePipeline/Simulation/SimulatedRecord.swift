/// The text of one record while it is being made: twelve fields that a fault or an oddity may still change.
///
/// Reused from record to record, so that a million of them allocate next to nothing.
struct SimulatedRecord {
    /// The fields as they will stand in the file, quotes included.
    var fields: [[UInt8]] = UniversityColumn.allCases.map { _ in [] }
    /// What ends the record.
    var lineEnd: [UInt8] = [0x0A]
    /// True when an empty line stands before it.
    var followsEmptyLine = false

    /// The field of a column.
    subscript(column: UniversityColumn) -> [UInt8] {
        get { fields[column.rawValue] }
        set { fields[column.rawValue] = newValue }
    }

    /// Puts a text into the field of a column.
    mutating func set(_ column: UniversityColumn, _ text: String) {
        fields[column.rawValue] = Array(text.utf8)
    }

    /// Puts quotes around the field of a column.
    mutating func quote(_ column: UniversityColumn) {
        fields[column.rawValue].insert(0x22, at: 0)
        fields[column.rawValue].append(0x22)
    }

    /// Undoes what a fault or an oddity may have done beside changing the text of fields, and empties the fields.
    mutating func reset() {
        let count = UniversityColumn.allCases.count
        if fields.count > count { fields.removeLast(fields.count - count) }
        while fields.count < count { fields.append([]) }
        for index in fields.indices { fields[index].removeAll(keepingCapacity: true) }
        if lineEnd.count > 1 { lineEnd = [0x0A] }
        followsEmptyLine = false
    }

    /// Appends the record as it stands in a file.
    func write(to bytes: inout [UInt8]) {
        if followsEmptyLine { bytes.append(0x0A) }
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(0x2C) }
            isFirst = false
            bytes.append(contentsOf: field)
        }
        bytes.append(contentsOf: lineEnd)
    }
}
