/// A record that was judged bad, with its raw bytes and everything that is wrong with it.
package struct HeldRecord: Sendable, Equatable {
    /// Physical line on which the record starts, 1-based, counting LF.
    package let line: Int
    /// Offset of the record's first byte in the file.
    package let byteOffset: Int
    /// The record's bytes without its line end; at most ``rawLimit`` of them.
    package let raw: [UInt8]
    /// How many bytes the record has in the file, without its line end.
    package let rawSize: Int
    /// All findings, in column order, at least one.
    package let findings: [Finding]

    /// Longest raw text kept, in bytes (64 KiB).
    package static let rawLimit = 64 * 1024

    /// Makes a held record; `raw` must already be cut at ``rawLimit``.
    package init(line: Int, byteOffset: Int, raw: [UInt8], rawSize: Int, findings: [Finding]) {
        self.line = line
        self.byteOffset = byteOffset
        self.raw = raw
        self.rawSize = rawSize
        self.findings = findings
    }
}
