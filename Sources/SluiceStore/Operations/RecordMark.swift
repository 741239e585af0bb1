internal import SluiceSystem

/// What tells whether the bytes of a record are still those that were exported.
package enum RecordMark {
    /// The mark of some bytes: `x` and the first 16 digits of their SHA-256.
    ///
    /// The letter keeps a spreadsheet from taking the digits for a number.
    package static func of(_ raw: [UInt8]) -> String {
        var hash = Sha256()
        hash.update(raw, raw.indices)
        return hash.finish().prefix(8).reduce(into: "x") { mark, byte in
            mark += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
