internal import SluiceCore

extension ConsoleState {
    /// True for a console that only watches.
    var isReadOnly: Bool { snapshot.access == .readOnly }

    /// Why nothing can be asked of the owner here; nil when it can.
    var whyNoOperation: SafeText? {
        if isReadOnly { return "this console only watches: it was started with --read-only" }
        let isAlone = snapshot.access == .attached && snapshot.pipeline.state == .stopped
        return isAlone ? "no instance runs that could do it: start one with sluice" : nil
    }

    /// Why there is nothing yet that could be looked at or taken back; nil when there is.
    var whyNothingYet: SafeText? { isEmptyStation ? "no file has arrived yet" : nil }

    /// A request in the name of the operator.
    func request(_ operation: QuarantineOperation, reason: String? = nil) -> OperationRequest {
        OperationRequest(operation, actor: operatorName, reason: reason)
    }

    /// Has an operation done; its number tells its reply.
    mutating func operate(_ request: OperationRequest) -> (id: RequestID, effects: [Effect]) {
        let id = requests.next()
        var request = request
        // Consoles of the same station differ in when they were told the time, to the microsecond.
        request.ticket = nowMicroseconds + Int64(id.number)
        desk.begin(request, as: id, now: nowMicroseconds)
        return (id, [.command(id, .operate(request))])
    }

    /// How far the operation under way is, whoever asked for it; nil when there is none.
    var progress: OperationProgress? { live.operation }

    /// The operation of this console that Esc ends: the one whose preview is open, or one that takes long enough to be seen.
    var endable: RequestID? {
        let id: RequestID?
        if case .operation(let view)? = screens.last, let running = view.running {
            id = running
        } else {
            id = progress.flatMap(desk.number)
        }
        return id.flatMap { desk.ending.contains($0) ? nil : $0 }
    }

    /// Has an operation of this console ended; its reply tells whether it was.
    mutating func endOperation(_ id: RequestID) -> [Effect] {
        guard let running = desk.running[id] else { return [] }
        desk.markEnding(id)
        return [.command(requests.next(), .cancel(ticket: running.request.ticket))]
    }

    /// Shows what an operation would do.
    mutating func preview(_ request: OperationRequest, scope: String) -> [Effect] {
        screens.append(.operation(OperationView(request: request, scope: scope)))
        return []
    }

    /// Takes the owner's reply to a command: an operation that is done takes its preview and its editor away.
    mutating func take(_ reply: StationReply, to id: RequestID) -> [Effect] {
        let request = desk.end(id)
        switch reply {
        case .done: return []
        case .cancelled:
            say("cancelled; nothing was changed", role: .levelWarn)
            stopWaiting(for: id)
            return []
        case .stopping:
            return refuse(id, "the instance that owns the station ends; nothing was changed")
        case .refused(let reason), .unavailable(let reason): return refuse(id, reason)
        case .operated(let report):
            guard let request else { return [] }
            say(OperationWords.done(request.operation, report))
            desk.done.append((id, report))
            return []
        }
    }

    /// Leaves the screens of operations that are done, as soon as nothing lies over the screen: keys that are being typed there must
    /// not reach another one.
    mutating func leaveDone() -> [Effect] {
        guard overlay == nil, !desk.done.isEmpty else { return [] }
        var effects: [Effect] = []
        for (id, report) in desk.done { effects += leave(after: id, report) }
        desk.done = []
        return effects + requests.renew()
    }

    /// Leaves the preview of an undo or a redo of whatever is the last, once there is nothing of that sort, and says so: nobody has named
    /// anything that there would be more to read about.
    mutating func leaveVain() -> [Effect] {
        guard overlay == nil, case .operation(let view)? = screens.last,
            [.undo(batch: nil), .redo(batch: nil)].contains(view.request.operation),
            case .failed(let reason)? = activeAnswer
        else { return [] }
        say(Sanitiser.safe(reason), role: .levelWarn)
        return leaveScreen()
    }

    /// Says why a command was not done, and gives its screen back.
    private mutating func refuse(_ id: RequestID, _ reason: String) -> [Effect] {
        say(Sanitiser.safe(reason), role: .levelError)
        stopWaiting(for: id)
        return []
    }

    private mutating func stopWaiting(for id: RequestID) {
        for index in screens.indices {
            switch screens[index] {
            case .operation(var view) where view.running == id:
                // What was confirmed is over: to do it after all is confirmed anew.
                (view.running, view.typed) = (nil, "")
                screens[index] = .operation(view)
            case .edit(var view) where view.running == id:
                view.running = nil
                screens[index] = .edit(view)
            default: break
            }
        }
    }

    /// Leaves the screen that asked for it, then that of a record that is not held any more, whatever was opened over them meanwhile.
    private mutating func leave(after id: RequestID, _ report: OperationReport) -> [Effect] {
        guard let depth = screens.firstIndex(where: { $0.running == id }) else { return [] }
        var effects = leaveScreen(at: depth)
        guard depth > 0 else {
            unmark(.pane(focus))
            return effects
        }
        let below = depth - 1
        unmark(.screen(below))
        switch screens[below] {
        case .rules(let dataset, let field, _):
            screens[below] = .rules(dataset: dataset, field: field)
        case .record(let entry, _)
        where report.outcomes.contains { $0.entry == entry && $0.isSettled }:
            effects += leaveScreen(at: below)
        default: break
        }
        return effects
    }

    private mutating func unmark(_ slot: ViewSlot) {
        lists[slot]?.marks = []
        lists[slot]?.marksAll = false
    }
}

extension RecordOutcome {
    /// True when the entry is not held afterwards.
    var isSettled: Bool {
        switch end {
        case .stored, .discarded, .superseded: true
        case .stillInvalid, .duplicate, .held, .skipped, .rowAdded, .rowChanged, .rowRemoved: false
        }
    }
}
