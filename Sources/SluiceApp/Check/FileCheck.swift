internal import Dispatch

package import SluiceCore
internal import SluicePipeline
package import SluiceSystem

/// Judges one file as the pipeline would, and writes nothing: reading, judging, reporting, block by block.
///
/// Memory is bounded: a few blocks, each as long as the longest record at most, and as many chunks.
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
        let judge = FileJudge(
            catalog: catalog, fileName: name, limits: limits,
            nowMilliseconds: system.realtimeMicroseconds() / 1000)
        let pool = ChunkPool(size: FileJudging.blocksAhead)
        var judging = FileJudging(
            system: system, file: descriptor,
            size: try system.information(of: descriptor).identity.size, judge: judge, pool: pool,
            helpers: DispatchQueue(label: "sluice.check", attributes: .concurrent))
        defer { judging.stop() }
        while true {
            switch try judging.next() {
            case .read: continue
            case .chunk(let chunk):
                Self.pass(on: chunk, report)
                pool.give(back: chunk)
            case .rejected(let findings):
                for finding in findings {
                    report(Report(line: nil, outcome: .rejected, finding: finding))
                }
                return summary(of: judging, isRejected: true)
            case .finished:
                return summary(of: judging, isRejected: false)
            }
        }
    }

    private func summary(of judging: FileJudging, isRejected: Bool) -> Summary {
        Summary(
            counts: judging.counts, dataset: judging.judge.dataset?.name, isRejected: isRejected)
    }

    /// Reports what is wrong with the records of a chunk, in file order.
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
    }
}
