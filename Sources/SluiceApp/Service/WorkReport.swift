internal import SluiceCore
package import SluicePipeline
internal import SluiceSystem

/// Says how work that ends by itself ended, and which exit status that is.
package struct WorkReport: Sendable {
    private let output: Output
    private let isJSON: Bool

    /// A report on streams, its data as JSON or as text.
    package init(output: Output, isJSON: Bool) {
        self.output = output
        self.isJSON = isJSON
    }

    /// The end of `--once`: names what was left on the error stream.
    package func code(of result: DrainResult) -> ExitCode {
        for name in result.stillChanging {
            output.message("sluice: left in the inbox, it still changes: \(PathText.shown(name))")
        }
        for (name, reason) in result.unreadable {
            output.message("sluice: left in the inbox: \(PathText.shown(name)): \(reason)")
        }
        if result.archiveFailures > 0 {
            output.message(
                "sluice: \(result.archiveFailures) files are stored but could not be moved to the archive; "
                    + "they are moved at the next start")
        }
        if let failure = result.failure {
            output.message("sluice: given up: \(failure.message)")
            return .unavailable
        }
        if result.archiveFailures > 0 {
            output.message(
                "sluice: \(result.archiveFailures) files are stored but not yet in the archive")
        }
        if !result.stillChanging.isEmpty || !result.unreadable.isEmpty || result.archiveFailures > 0
        {
            return .inputOutput
        }
        return result.invalidFiles > 0 ? .invalid : .done
    }

    /// The end of `ingest`: a line for each file, in any order.
    package func code(of results: [IngestResult]) -> ExitCode {
        let codes = results.map { result in
            switch result.end {
            case .receipt(let receipt): return report(receipt, path: result.path)
            case .unreadable(let reason):
                output.message("sluice: \(PathText.shown(result.path)): \(reason)")
                return ExitCode.inputOutput
            case .failed(let failure):
                output.message("sluice: \(PathText.shown(result.path)): \(failure.message)")
                return ExitCode.unavailable
            }
        }
        return codes.max { $0.rawValue < $1.rawValue } ?? .done
    }

    private func report(_ receipt: CommitReceipt, path: [UInt8]) -> ExitCode {
        if isJSON {
            write(receipt, path: path)
        } else {
            output.line("\(PathText.shown(path)): \(Self.text(receipt))")
        }
        switch receipt.kind {
        case .committed: return receipt.held > 0 ? .invalid : .done
        case .duplicate: return .done
        case .rejected: return .invalid
        }
    }

    private static func text(_ receipt: CommitReceipt) -> String {
        switch receipt.kind {
        case .committed:
            let discarded = receipt.discarded == 0 ? "" : ", \(receipt.discarded) discarded"
            let replaced =
                receipt.replaced == 0 ? "" : ", \(receipt.replaced) earlier rows replaced"
            return "\(receipt.records) records, \(receipt.stored) stored, \(receipt.held) held"
                + discarded + replaced
        case .duplicate(let original): return "already stored as file \(original)"
        case .rejected(let findings):
            let reasons = findings.map { "\($0.code.rawValue): \($0.message)" }
            return "refused: \(reasons.joined(separator: "; "))"
        }
    }

    private func write(_ receipt: CommitReceipt, path: [UInt8]) {
        output.json { json in
            json.text("file", PathText.shown(path))
            json.integer("file_id", receipt.fileID)
            json.text("dataset", receipt.datasetName)
            switch receipt.kind {
            case .committed: json.text("outcome", "committed")
            case .duplicate(let original):
                json.text("outcome", "duplicate")
                json.integer("duplicate_of", original)
            case .rejected(let findings):
                json.text("outcome", "rejected")
                json.array("findings") { json in
                    for finding in findings {
                        json.object { FindingReport.json(finding, into: &$0) }
                    }
                }
            }
            json.integer("records", receipt.records)
            json.integer("stored", receipt.stored)
            json.integer("held", receipt.held)
            json.integer("discarded", receipt.discarded)
            json.integer("replaced", receipt.replaced)
        }
    }
}
