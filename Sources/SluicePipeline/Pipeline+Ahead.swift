internal import Dispatch

internal import SluiceCore
internal import SluiceSystem

/// Big files, and small ones that are there at the start, are read while they settle, so that settling costs them no time; on
/// the pipeline queue.
///
/// Nothing is acknowledged earlier: the inbox goes on deciding when a file is at rest. The worker keeps the last step of a big
/// file back until it is at rest exactly as it was at the look before it was read, and the writer the commit of the small ones.
/// Later, small files are not read ahead: a group that waits for one that settles would keep those waiting that need not settle.
extension Pipeline {
    /// Seconds between the look and the reading: more than the grain of the kernel's file times, so that whatever is written
    /// after the reading began shows in them.
    private static let grainSeconds = 0.02

    /// A look saw a file that still settles, or (nil) that nothing is to be taken under this name.
    func settling(_ name: [UInt8], _ file: InboxFile?) {
        if let ahead = state.fileAhead(name) {
            if file?.identity != ahead.identity { refuseAhead(ahead) }
            return
        }
        guard let file else {
            state.refusedAhead.remove(name)
            return
        }
        let isBig = file.identity.size > Intake.bigFileBytes
        guard isBig || settings.readsSmallFilesAhead && state.lastCommit == nil,
            state.stopping == nil,
            !state.recovering.contains(name), !state.refusedAhead.contains(name)
        else { return }
        var pending = state.announce(
            .inbox(name: name), identity: file.identity, discoveredAt: file.discoveredAt,
            readySince: file.readySince)
        pending.confirmation = SettleConfirmation()
        state.files[pending.ticket] = pending
        state.ahead[name] = pending.ticket
        let announced = pending
        if isBig { return after(Self.grainSeconds) { $0.beginAhead(announced) } }
        state.smallAhead.append(announced.ticket)
        if state.smallAhead.count == 1 {
            after(Self.grainSeconds) { $0.enqueueSmallAhead() }
        }
    }

    private func enqueueSmallAhead() {
        let files = state.smallAhead.compactMap { state.files[$0] }
        state.smallAhead.removeAll()
        for file in files where state.ahead[file.source.name] == file.ticket {
            if file.confirmation?.isRefused == true { _ = endAhead(file) } else { enqueue(file) }
        }
        dispatchWork()
    }

    private func beginAhead(_ file: PendingFile) {
        guard state.ahead[file.source.name] == file.ticket else { return }
        if state.intake.pauses == [.database], file.confirmation?.isRefused == false {
            // At a start the database is compared with the archive first; once the file is at rest, it no longer waits here.
            return after(Self.grainSeconds) { $0.beginAhead(file) }
        }
        guard file.confirmation?.isRefused == false, state.intake.beginAhead() else {
            _ = endAhead(file)
            return
        }
        state.underWay.insert(file.ticket)
        run([file], on: bigLane)
        publish()
    }

    /// True when this file, which has settled, is being read already: its worker may finish it.
    func confirmAhead(_ file: InboxFile) -> Bool {
        defer { state.refusedAhead.remove(file.name) }
        guard let ahead = state.fileAhead(file.name) else { return false }
        let isTaken =
            ahead.isBig ? state.underWay.contains(ahead.ticket) : state.smallAhead.isEmpty
        guard isTaken, ahead.identity == file.identity, ahead.confirmation?.isRefused == false
        else {
            _ = endAhead(ahead)
            return false
        }
        state.ahead[file.name] = nil
        ahead.confirmation?.settle(asRead: true)
        if !ahead.isBig { committer.settled() }
        return true
    }

    /// No look will confirm what is read ahead: the inbox was replaced, or the pipeline stops.
    func refuseAllAhead() {
        state.ahead.values.compactMap { state.files[$0] }.forEach(refuseAhead)
    }

    /// Forgets a file whose reading or settling failed while it was read ahead, and answers true; false for any other file.
    ///
    /// The inbox has not declared it ready, so it goes on settling there.
    func endAhead(_ file: PendingFile) -> Bool {
        guard let confirmation = file.confirmation, !confirmation.isConfirmed else { return false }
        confirmation.settle(asRead: false)
        let name = file.source.name
        if state.ahead[name] == file.ticket {
            state.ahead[name] = nil
            state.refusedAhead.insert(name)
        }
        state.forget(file.ticket)
        return true
    }

    private func refuseAhead(_ file: PendingFile) {
        state.refusedAhead.insert(file.source.name)
        file.confirmation?.settle(asRead: false)
        if !file.isBig { committer.settled() }
    }
}
