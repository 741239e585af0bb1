internal import Dispatch

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// The limit of the quarantine: at it, intake pauses visibly, and goes on by itself when there is room again.
extension Pipeline {
    /// How often a full quarantine is looked at again, in seconds.
    private static let recheckSeconds = 5.0

    /// Reads what is held, at the start and whenever the estimate reaches the limit; on the pipeline queue.
    func measureQuarantine() {
        committer.perform { store throws(StoreError) in
            try store.heldTotals()
        } completion: { [self] result in
            queue.async { @Sendable [self] in
                guard case .success(let held) = result else { return }
                state.held = held
                if held.reaches(settings.quarantineLimit) {
                    pauseForQuarantine(held)
                } else {
                    resume()
                }
            }
        }
    }

    /// Counts what a group has added; the size of a held record is estimated by the average of its file.
    func heldMore(by receipts: [CommitReceipt]) {
        for receipt in receipts where receipt.held > 0 {
            state.held.records += receipt.held
            state.held.bytes += receipt.held * receipt.identity.size / max(1, receipt.records)
        }
        if state.held.reaches(settings.quarantineLimit), !isQuarantineFull { measureQuarantine() }
    }

    private var isQuarantineFull: Bool { state.intake.pauses.contains(.quarantine) }

    private func pauseForQuarantine(_ held: HeldTotals) {
        let message = "\(held.records) records and \(held.bytes) bytes are held, the limit"
        let remedy =
            "release or discard some, or raise limits.quarantineRecords and limits.quarantineSize"
        if state.intake.pauses.insert(.quarantine).inserted {
            noteTrouble("quarantine is full", message, remedy: remedy, 1, Self.recheckSeconds)
        }
        giveUp(
            StoreFailure(
                isEnvironment: true, message: "quarantine is full: \(message); \(remedy)"))
        after(Self.recheckSeconds) { $0.measureQuarantine() }
    }

    private func resume() {
        guard state.intake.pauses.remove(.quarantine) != nil else { return }
        clearTrouble("quarantine is full", recovered: true)
        dispatchWork()
    }
}
