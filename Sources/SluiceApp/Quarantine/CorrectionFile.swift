internal import SluiceCore
internal import SluiceStore
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
        /// The mark of the record as it was exported; nil in an export that has none.
        let mark: String?

        fileprivate init(
            _ text: [UInt8], line: Int, written: [UInt8]? = nil, mark: String?
        ) {
            self.text = text
            self.line = line
            self.written = written ?? text
            self.mark = mark
        }

        /// True when nobody has corrected it.
        var isAsExported: Bool {
            mark.map { [RecordMark.of(text), RecordMark.of(written)].contains($0) } ?? false
        }
    }

    /// The records of an export by entry, each different text of one once. Throws `usage` with the line that is wrong.
    static func corrections(in bytes: [UInt8]) throws(CommandFailure) -> [Int64: [Correction]] {
        let start = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return start == UInt8(ascii: "{") ? try lines(bytes) : try table(bytes)
    }

    /// The text that is to take the place of a record, among those of its entry; nil when none was corrected or is another. Throws
    /// `usage` where two are: which of them is meant cannot be told.
    static func change(
        _ corrections: [Correction], of entry: Int64, from raw: [UInt8]?
    ) throws(CommandFailure) -> RecordCorrection? {
        let changes = corrections.filter {
            !$0.isAsExported && $0.text != raw && $0.written != raw
        }
        guard let change = changes.first else { return nil }
        if let other = changes.first(where: { $0.text != change.text }) {
            throw CommandFailure(
                .usage,
                "line \(other.line): entry \(entry) has another text than on line \(change.line)"
            )
        }
        return RecordCorrection(change.text, mark: change.mark)
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
            let correction = Correction(
                (isShown ? hex : nil) ?? Array(text.utf8), line: number + 1,
                mark: json[QuarantineExport.markName]?.text)
            note(correction, Int64(id), &texts)
        }
        return texts
    }

    /// An entry with several findings has several records, of which perhaps only one was corrected.
    private static func note(
        _ correction: Correction, _ id: Int64, _ texts: inout [Int64: [Correction]]
    ) {
        let isKnown = texts[id]?.contains {
            $0.text == correction.text && $0.mark == correction.mark
        }
        if isKnown != true { texts[id, default: []].append(correction) }
    }

    private static func table(_ bytes: [UInt8]) throws(CommandFailure) -> [Int64: [Correction]] {
        var scanner = RecordScanner(limits: RecordLimits(recordBytes: 1 << 29, fieldBytes: 1 << 29))
        var layout = RecordLayout()
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var columns: (id: Int, raw: Int, mark: Int?, count: Int)?
        var texts: [Int64: [Correction]] = [:]
        while case .record = scanner.next(
            in: bytes.span, at: &offset, isFinal: true, into: &layout)
        {
            let cells = layout.cells(in: bytes.span, dialect: Dialect())
            guard let (idColumn, rawColumn, markColumn, count) = columns else {
                let names = cells.map { String(decoding: $0, as: UTF8.self) }
                guard let id = names.firstIndex(of: "entry_id"),
                    let raw = names.firstIndex(of: "raw")
                else {
                    let isParted = names.contains { $0.contains(";") }
                    throw CommandFailure(
                        .usage, "the first line has no columns entry_id and raw, as an export has",
                        hint: isParted ? "cells are parted by commas, not by semicolons" : nil)
                }
                let mark = names.firstIndex(of: QuarantineExport.markName)
                columns = (id, raw, mark, names.count)
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
            let mark = markColumn.flatMap { $0 < cells.count ? cells[$0] : nil } ?? []
            let correction = Correction(
                CSVWriter.unguarded(cell), line: layout.line, written: cell,
                mark: mark.isEmpty ? nil : String(decoding: mark, as: UTF8.self))
            note(correction, id, &texts)
        }
        return texts
    }
}
