extension RecordLayout {
    /// Copies of the fields' contents, unquoted, not trimmed; none for a record whose fields cannot be told apart.
    package func cells(in bytes: borrowing Span<UInt8>, dialect: Dialect) -> [[UInt8]] {
        var result: [[UInt8]] = []
        result.reserveCapacity(storedFieldCount)
        for field in 0..<storedFieldCount {
            result.append(
                content(field, in: bytes, quote: dialect.quote ?? UInt8(ascii: "\"")))
        }
        return result
    }
}
