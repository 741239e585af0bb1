internal import Dispatch

internal import SluiceCore
internal import SluiceSystem

/// Committed files on their way out of the inbox; on the pipeline queue.
extension Pipeline {
    /// Hands committed files to the archiver.
    func archive(_ receipts: [CommitReceipt]) {
        guard !settings.leavesFiles else { return leave(receipts) }
        archiver?.archive(receipts) { [self] outcomes in
            queue.async { @Sendable [self] in archiveEnded(outcomes) }
        }
    }

    /// Leaves files where they are kept. Those that the ledger has on the other side, or that lie outside, are still to be moved.
    private func leave(_ receipts: [CommitReceipt]) {
        var marks: [(id: Int64, name: String?)] = []
        for receipt in receipts {
            let source = receipt.pending.source
            if source.outsidePath == nil, let name = source.keptName(isRefused: receipt.isRefused) {
                marks.append((receipt.fileID, name))
            }
            end(receipt) { $0.finished($1) }
        }
        if !marks.isEmpty { committer.markArchived(marks) }
    }

    private func archiveEnded(_ outcomes: [(CommitReceipt, ArchiveOutcome)]) {
        var marks: [(id: Int64, name: String?)] = []
        for (receipt, outcome) in outcomes {
            let file = receipt.pending
            switch outcome {
            case .archived(let name):
                marks.append((receipt.fileID, name))
                state.totals.archivedFiles += 1
                events(.fileArchived(receipt, name: name))
                end(receipt) { $0.finished($1) }
            case .replaced:
                marks.append((receipt.fileID, nil))
                events(.fileChanged(name: file.source.name))
                end(receipt) { $0.again($1) }
            case .vanished:
                marks.append((receipt.fileID, nil))
                gone(receipt)
            case .failed(let message, let remedy):
                failed(receipt, message, remedy)
            }
        }
        if !marks.isEmpty { committer.markArchived(marks) }
        if state.fileRetries.isEmpty { clearTrouble(Self.archiveTrouble, recovered: true) }
        publish()
        endRunsIfDone()
    }

    /// All files that cannot be moved are one trouble: what keeps one keeps the others, too.
    static let archiveTrouble = "archive"

    /// Nothing is left that could be moved; one from outside the inbox may come again.
    private func gone(_ receipt: CommitReceipt) {
        let source = receipt.pending.source
        if case .path = source {
            events(.alarm(Self.lost(source.name, file: receipt.fileID)))
        } else {
            events(.fileVanished(name: source.name, wasStored: true))
        }
        end(receipt, as: .unarchived(receipt, .gone)) { $0.finished($1) }
    }

    /// What is said of a file that is in the ledger and lies nowhere.
    static func lost(_ name: [UInt8], file id: Int64) -> String {
        "\(PathText.shown(name)): it is in the ledger (file \(id)), but neither in the inbox nor in the archive; to have it there,"
            + " take the same content again: sluice ingest FILE"
    }

    private func end(
        _ receipt: CommitReceipt, as end: IngestResult.End? = nil,
        _ body: (Inbox, [UInt8]) -> Void
    ) {
        let wasTold = state.fileRetries[receipt.pending.ticket]?.isDegraded == true
        if let path = receipt.pending.source.path, !wasTold {
            endIngest(path, end ?? .receipt(receipt))
        }
        release(receipt.pending, body)
    }

    /// The rows are safe and the file is not taken again: only its move is.
    private func failed(_ receipt: CommitReceipt, _ message: String, _ remedy: String) {
        let ticket = receipt.pending.ticket
        let wasDegraded = state.fileRetries[ticket]?.isDegraded == true
        let (attempt, delay) = state.fileFailed(ticket)
        let others = state.fileRetries.count - 1
        noteTrouble(
            Self.archiveTrouble, others > 0 ? "\(message), and \(others) other files" : message,
            remedy: remedy, attempt, delay)
        if !wasDegraded, state.fileRetries[ticket]?.isDegraded == true {
            if let path = receipt.pending.source.path {
                endIngest(path, .unarchived(receipt, .pending(message)))
            }
            if state.drain != nil {
                state.drain?.result.archiveFailures += 1
                return state.forget(ticket)
            }
        }
        after(delay) { pipeline in
            guard pipeline.state.resting.remove(ticket) != nil else { return }
            pipeline.archive([receipt])
        }
    }
}
