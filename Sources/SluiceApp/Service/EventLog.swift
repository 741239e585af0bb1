internal import SluiceCore
package import SluicePipeline
internal import SluiceSystem

/// What the logs say about what happened in the pipeline: positions, counts and codes, never values.
package enum EventLog {
    /// A line to be logged.
    package struct Line: Sendable, Equatable {
        /// How much it matters.
        package let level: LogLevel
        /// What happened.
        package let event: String
        /// The details.
        package let fields: [LogEntry.Field]

        init(_ level: LogLevel, _ event: String, _ fields: [LogEntry.Field] = []) {
            self.level = level
            self.event = event
            self.fields = fields
        }
    }

    /// The lines for one event: one for each file of a group, one for anything else.
    package static func lines(for event: PipelineEvent) -> [Line] {
        switch event {
        case .started: [Line(.info, "started")]
        case .stopped: [Line(.info, "stopped")]
        case .filesCommitted(let receipts, let nanoseconds):
            receipts.map { line(for: $0, commitNanoseconds: nanoseconds) }
        case .fileArchived(let receipt, let archived):
            [
                Line(
                    .debug, "file archived",
                    [name(receipt.pending.source.name), .init("archive", .text(archived))])
            ]
        case .fileChanged(let bytes):
            [Line(.info, "file changed while it was read, taken anew", [name(bytes)])]
        case .fileVanished(let bytes, let wasStored):
            [vanished(bytes, wasStored: wasStored)]
        case .attemptFailed(let what, let reason, let remedy, let attempt, let seconds):
            [
                Line(
                    level(ofAttempt: attempt), "attempt failed",
                    [
                        .init("what", .text(what)), .init("reason", .text(reason)),
                        .init("attempt", .integer(attempt)),
                        .init("retry_ms", .milliseconds(seconds * 1000)),
                        .init("remedy", .text(remedy)),
                    ])
            ]
        case .recovered(let what): [Line(.warning, "works again", [.init("what", .text(what))])]
        case .operated(let request, let receipt): [line(for: request, receipt)]
        case .notice(let text): [Line(.warning, text)]
        case .alarm(let text): [Line(.error, text)]
        }
    }

    private static func line(for request: OperationRequest, _ receipt: OperationReceipt) -> Line {
        var fields: [LogEntry.Field] = [
            .init("operation", .text(request.operation.word)),
            .init("actor", .text(request.actor)),
            .init("batch", .integer(Int(receipt.report.batch ?? 0))),
            .init("files", .integer(receipt.files.count)),
        ]
        for (name, count) in receipt.report.counts.named where count != 0 {
            fields.append(.init(name, .integer(count)))
        }
        return Line(.info, "operation done", fields)
    }

    /// A failure that lasts is told when it begins and once an hour, not every minute: status shows it all along.
    private static func level(ofAttempt attempt: Int) -> LogLevel {
        attempt <= toldAttempts || attempt % 60 == 0 ? .error : .debug
    }

    /// The short retries, and the first of those that follow once a minute.
    private static let toldAttempts = 4

    private static func line(for receipt: CommitReceipt, commitNanoseconds: UInt64) -> Line {
        let start = [
            name(receipt.pending.source.name), .init("file_id", .integer(Int(receipt.fileID))),
        ]
        let dataset = [LogEntry.Field("dataset", .text(receipt.datasetName ?? "-"))]
        let times = [
            milliseconds("read_ms", receipt.takeNanoseconds),
            milliseconds("write_ms", receipt.writeNanoseconds),
            milliseconds("commit_ms", commitNanoseconds),
        ]
        switch receipt.kind {
        case .committed:
            return Line(
                receipt.held + receipt.warnings > 0 ? .warning : .info, "file committed",
                start + dataset + [
                    .init("records", .integer(receipt.records)),
                    .init("stored", .integer(receipt.stored)),
                    .init("held", .integer(receipt.held)),
                    .init("discarded", .integer(receipt.discarded)),
                ] + counted("warnings", receipt.warnings) + counted("replaced", receipt.replaced)
                    + times)
        case .duplicate(let original, let superseded):
            let by = superseded?.by.map { [LogEntry.Field("superseded_by", .integer(Int($0)))] }
            return Line(
                .info, "file is a duplicate",
                start + [.init("of", .integer(Int(original)))] + (by ?? []) + times)
        case .rejected(let findings):
            let codes = findings.map(\.code.rawValue).reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }.joined(separator: ",")
            return Line(
                .warning, "file rejected",
                start + dataset + [
                    .init("code", .text(codes)),
                    .init("reason", .text(findings.first?.message ?? "")),
                ] + times)
        }
    }

    private static func counted(_ name: String, _ count: Int) -> [LogEntry.Field] {
        count == 0 ? [] : [.init(name, .integer(count))]
    }

    private static func vanished(_ bytes: [UInt8], wasStored: Bool) -> Line {
        wasStored
            ? Line(.error, "file vanished before it was archived, its rows are safe", [name(bytes)])
            : Line(.warning, "file vanished before it was taken", [name(bytes)])
    }

    private static func name(_ bytes: [UInt8]) -> LogEntry.Field {
        .init("name", .text(PathText.shown(bytes)))
    }

    private static func milliseconds(_ key: String, _ nanoseconds: UInt64) -> LogEntry.Field {
        .init(key, .milliseconds(Double(nanoseconds) / 1e6))
    }
}
