internal import Dispatch

internal import SluiceCore

/// Committed files on their way out of the inbox; on the pipeline queue.
extension Pipeline {
    /// Hands committed files to the archiver.
    func archive(_ receipts: [CommitReceipt]) {
        archiver?.archive(receipts) { [self] outcomes in
            queue.async { @Sendable [self] in archiveEnded(outcomes) }
        }
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
                events(.fileVanished(name: file.source.name, wasStored: true))
                end(receipt) { $0.finished($1) }
            case .failed(let message, let remedy):
                failed(receipt, message, remedy)
            }
        }
        if !marks.isEmpty { committer.markArchived(marks) }
        if state.fileRetries.isEmpty { clearTrouble(Self.trouble, recovered: true) }
        publish()
        endRunsIfDone()
    }

    /// All files that cannot be moved are one trouble: what keeps one keeps the others, too.
    private static let trouble = "archive"

    private func end(_ receipt: CommitReceipt, _ body: (Inbox, [UInt8]) -> Void) {
        if let path = receipt.pending.source.path { endIngest(path, .receipt(receipt)) }
        release(receipt.pending, body)
    }

    /// The rows are safe and the file is not taken again: only its move is.
    private func failed(_ receipt: CommitReceipt, _ message: String, _ remedy: String) {
        let (attempt, delay) = state.fileFailed(receipt.pending.ticket)
        let others = state.fileRetries.count - 1
        noteTrouble(
            Self.trouble, others > 0 ? "\(message), and \(others) other files" : message,
            remedy: remedy, attempt, delay)
        if state.fileRetries[receipt.pending.ticket]?.isDegraded == true,
            state.drain != nil || !state.ingests.isEmpty
        {
            state.drain?.result.archiveFailures += 1
            if let path = receipt.pending.source.path {
                endIngest(path, .receipt(receipt))
            }
            return state.forget(receipt.pending.ticket)
        }
        after(delay) { pipeline in
            guard pipeline.state.resting.remove(receipt.pending.ticket) != nil else { return }
            pipeline.archive([receipt])
        }
    }
}
