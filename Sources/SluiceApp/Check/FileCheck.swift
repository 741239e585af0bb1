package import SluiceCore
package import SluiceSystem

/// Judges one file as the pipeline would, and writes nothing: reading, judging, reporting, block by block.
///
/// Memory is bounded: one block, the longest record, one chunk.
package struct FileCheck {
    /// What was found about a line of the file, in file order.
    package struct Report: Sendable {
        /// Physical line of the record; nil for a finding about the file.
        package let line: Int?
        /// What becomes of the record or file.
        package let outcome: Outcome
        /// What is wrong.
        package let finding: Finding
    }

    /// What becomes of a record or file with a finding.
    package enum Outcome: String, Sendable {
        /// The record would be held.
        case held
        /// The record would be stored, with the cell as the dataset declares.
        case stored
        /// The file would be refused as a whole.
        case rejected
    }

    /// How a whole file was judged.
    package struct Summary: Sendable {
        /// Records by outcome.
        package let counts: JudgeCounts
        /// The dataset that judged it; nil when its header could not be read.
        package let dataset: String?
        /// True when it would be refused as a whole.
        package let isRejected: Bool

        /// True when everything in it would be stored.
        package var isValid: Bool { !isRejected && counts.held == 0 }
    }

    private static let blockBytes = 256 << 10
    private let system: System
    private let catalog: DatasetCatalog
    private let limits: JudgeLimits

    /// A check against the datasets of a station.
    package init(
        system: System, catalog: DatasetCatalog = DatasetCatalog(),
        limits: JudgeLimits = JudgeLimits()
    ) {
        self.system = system
        self.catalog = catalog
        self.limits = limits
    }

    /// Judges the file at a path; findings go to `report` as they are met. Blocks.
    package func run(
        path: [UInt8], report: (Report) -> Void
    ) throws(SystemError) -> Summary {
        let name = Array(path.split(separator: UInt8(ascii: "/")).last ?? [])
        let descriptor = try system.openForReading(path: path)
        var judge = FileJudge(
            catalog: catalog, fileName: name, limits: limits,
            nowMilliseconds: system.realtimeMicroseconds() / 1000)
        let chunk = RecordChunk(schema: catalog.fallback.schema)
        var buffer = [UInt8](repeating: 0, count: Self.blockBytes)
        var filled = 0
        var isFinal = false
        while !isFinal {
            if buffer.count - filled < Self.blockBytes / 2 {
                buffer += [UInt8](repeating: 0, count: Self.blockBytes)
            }
            let count = try system.read(descriptor, into: &buffer, at: filled)
            isFinal = count == 0
            filled += count
            let (consumed, rejection) = Self.judge(
                &judge, buffer.span.extracting(0..<filled), isFinal: isFinal, chunk, report)
            if let rejection {
                for finding in rejection {
                    report(Report(line: nil, outcome: .rejected, finding: finding))
                }
                return summary(of: judge, isRejected: true)
            }
            for index in 0..<(filled - consumed) { buffer[index] = buffer[consumed + index] }
            filled -= consumed
        }
        return summary(of: judge, isRejected: false)
    }

    private func summary(of judge: FileJudge, isRejected: Bool) -> Summary {
        Summary(counts: judge.counts, dataset: judge.dataset?.name, isRejected: isRejected)
    }

    /// Judges what is complete in a block; answers how much that was, and why the file is refused if it is.
    private static func judge(
        _ judge: inout FileJudge, _ bytes: Span<UInt8>, isFinal: Bool, _ chunk: RecordChunk,
        _ report: (Report) -> Void
    ) -> (consumed: Int, rejection: [Finding]?) {
        var consumed = 0
        while true {
            let step = judge.read(
                bytes.extracting(consumed..<bytes.count), isFinal: isFinal, into: chunk)
            consumed += step.consumed
            switch step.progress {
            case .headerRead: continue
            case .rejected(let findings):
                pass(on: chunk, report)
                return (consumed, findings)
            case .chunkFull: pass(on: chunk, report)
            case .needsInput, .finished:
                pass(on: chunk, report)
                return (consumed, nil)
            }
        }
    }

    /// Reports what is wrong with the records of a chunk, in file order, and empties it.
    private static func pass(on chunk: RecordChunk, _ report: (Report) -> Void) {
        var soft = chunk.softFindings[...]
        func reportSoft(before line: Int) {
            while let next = soft.first, next.line < line {
                report(Report(line: next.line, outcome: .stored, finding: next.finding))
                soft.removeFirst()
            }
        }
        for record in chunk.held {
            reportSoft(before: record.line)
            for finding in record.findings {
                report(Report(line: record.line, outcome: .held, finding: finding))
            }
        }
        reportSoft(before: .max)
        chunk.reset(for: chunk.schema)
    }
}
