internal import SluiceCore
internal import SluiceSystem

/// A corrected export that comes back: the bytes of records by the numbers of their entries.
enum CorrectionFile {
    /// Largest file that is read.
    private static let byteLimit = 1 << 30

    /// Reads a whole file. Throws `noInput` when there is none, `usage` when it is too large.
    static func read(_ path: [UInt8], _ system: System) throws -> [UInt8] {
        guard let found = try system.information(path: path), found.kind == .regular else {
            throw CommandFailure(.noInput, "no such file: \(PathText.shown(path))")
        }
        guard found.identity.size <= byteLimit else {
            throw CommandFailure(.usage, "\(PathText.shown(path)) is larger than 1 GiB")
        }
        let file = try system.openForReading(path: path)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try system.read(file, into: &block, at: 0)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }

    /// A text for a record, and the line of the export on which it stands first.
    struct Correction: Equatable {
        /// The line, from 1.
        let line: Int
        /// The bytes of the record.
        let text: [UInt8]
        /// The same as they stand in the file, where an export without guard has none to be taken away.
        let written: [UInt8]
    }

    /// The records of an export by entry, each different text of one once. Throws `usage` with the line that is wrong.
    static func corrections(in bytes: [UInt8]) throws(CommandFailure) -> [Int64: [Correction]] {
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return start == UInt8(ascii: "{") ? try lines(bytes) : try table(bytes)
    }

    /// The text that is to take the place of a record, among those of its entry; nil when none is another. Throws `usage` where
    /// two are: which of them is meant cannot be told.
    static func change(
        _ corrections: [Correction], of entry: Int64, from raw: [UInt8]?
    ) throws(CommandFailure) -> [UInt8]? {
        let changes = corrections.filter { $0.text != raw && $0.written != raw }
        guard changes.count < 2 else {
            throw CommandFailure(
                .usage,
                "line \(changes[1].line): entry \(entry) has another text than on line \(changes[0].line)"
            )
        }
        return changes.first?.text
    }

    private static func lines(_ bytes: [UInt8]) throws(CommandFailure) -> [Int64: [Correction]] {
        var texts: [Int64: [Correction]] = [:]
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty {
            // What an export calls `raw_hex` stands beside a text in which bytes are lost: an edit of `raw` wins where that is whole.
            guard let json = JSONValue(Array(line)), let id = json["id"]?.integer,
                let text = json["raw"]?.text
            else {
                throw CommandFailure(
                    .usage, "line \(number + 1) is not an entry of an export in JSON lines")
            }
            let hex = HexBytes.read("raw", .object(["raw_hex": json["raw_hex"] ?? .null]))
            let isShown = hex.map { String(decoding: $0, as: UTF8.self) == text } ?? false
            note((isShown ? hex : nil) ?? Array(text.utf8), Int64(id), number + 1, &texts)
        }
        return texts
    }

    /// An entry with several findings has several records, of which perhaps only one was corrected.
    private static func note(
        _ text: [UInt8], written: [UInt8]? = nil, _ id: Int64, _ line: Int,
        _ texts: inout [Int64: [Correction]]
    ) {
        guard texts[id]?.contains(where: { $0.text == text }) != true else { return }
        texts[id, default: []].append(
            Correction(line: line, text: text, written: written ?? text))
    }

    private static func table(_ bytes: [UInt8]) throws(CommandFailure) -> [Int64: [Correction]] {
        var scanner = RecordScanner(limits: RecordLimits(recordBytes: 1 << 29, fieldBytes: 1 << 29))
        var layout = RecordLayout()
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var columns: (id: Int, raw: Int, count: Int)?
        var texts: [Int64: [Correction]] = [:]
        while case .record = scanner.next(
            in: bytes.span, at: &offset, isFinal: true, into: &layout)
        {
            let cells = layout.cells(in: bytes.span, dialect: Dialect())
            guard let (idColumn, rawColumn, count) = columns else {
                let names = cells.map { String(decoding: $0, as: UTF8.self) }
                guard let id = names.firstIndex(of: "entry_id"),
                    let raw = names.firstIndex(of: "raw")
                else {
                    let isParted = names.contains { $0.contains(";") }
                    throw CommandFailure(
                        .usage, "the first line has no columns entry_id and raw, as an export has",
                        hint: isParted ? "cells are parted by commas, not by semicolons" : nil)
                }
                columns = (id, raw, names.count)
                continue
            }
            guard layout.fault == nil, cells.count > max(idColumn, rawColumn),
                let id = Int64(String(decoding: cells[idColumn], as: UTF8.self))
            else {
                throw CommandFailure(
                    .usage, "line \(layout.line) is not a record of an export in CSV")
            }
            // A record that is not quoted has its commas taken for those between cells.
            guard cells.count <= count else {
                throw CommandFailure(
                    .usage,
                    "line \(layout.line) has \(cells.count) cells, the first line \(count)",
                    hint: "a record with commas stands in quotes")
            }
            let cell = cells[rawColumn]
            note(CSVWriter.unguarded(cell), written: cell, id, layout.line, &texts)
        }
        return texts
    }
}
