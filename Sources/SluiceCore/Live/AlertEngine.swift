/// Decides which alerts fire: a state machine that is shown what holds and answers what began and what ceased.
///
/// A condition fires once while it holds and is cleared when it no longer does; a refused file fires until an operator has
/// seen it. Pure: the moment comes with each observation.
package struct AlertEngine: Sendable, Equatable {
    /// An alert that began or ceased.
    package enum Change: Sendable, Equatable {
        /// It fires from now on.
        case began(StationAlert)
        /// It holds no longer.
        case ceased(StationAlert)
    }

    /// How many alerts are kept; cleared ones go first, the oldest before the others.
    package static let limit = 100

    private struct Condition: Hashable {
        let kind: StationAlert.Kind
        /// What tells conditions of a kind apart, such as what is being retried.
        let subject: String
    }

    private struct Holding {
        var message: String
        var since: Int64
        var remedy: String?
    }

    private let limits: AlertLimits
    private var all: [StationAlert] = []
    private var firing: [Condition: Int64] = [:]
    private var nextID: Int64 = 1
    /// Since when the error rate is on the other side of its threshold than the alert says, in monotonic nanoseconds.
    private var rateCrossed: UInt64?

    /// No alert, with these limits.
    package init(limits: AlertLimits = AlertLimits()) {
        self.limits = limits
    }

    /// Firing ones first, then the newest.
    package var alerts: [StationAlert] {
        all.filter(\.isFiring).reversed() + all.filter { !$0.isFiring }.reversed()
    }

    /// Looks at what holds now; what began and ceased since the last look.
    package mutating func observe(_ now: AlertObservation) -> [Change] {
        var holding = conditions(now)
        let rate = Condition(kind: .errorRate, subject: "")
        if rateFires(now, isFiring: firing[rate] != nil) {
            holding[rate] = Holding(
                message: rateMessage(now.errorRate), since: now.wallMicroseconds)
        }
        var changes: [Change] = []
        for (condition, id) in firing where condition.kind != .rejectedFile {
            if let held = holding.removeValue(forKey: condition) {
                // The rate's message keeps the value it began with: one that moves would redraw all the time.
                if [.trouble, .inbox].contains(condition.kind) {
                    change(id) { ($0.message, $0.remedy) = (held.message, held.remedy) }
                }
            } else {
                changes += clear(condition, at: now.wallMicroseconds).map { [.ceased($0)] } ?? []
            }
        }
        let began = holding.sorted { $0.value.message < $1.value.message }
        for (condition, held) in began {
            let alert = begin(condition, held.message, since: held.since, fileID: nil)
            if let remedy = held.remedy { change(alert.id) { $0.remedy = remedy } }
            changes.append(.began(all.first { $0.id == alert.id } ?? alert))
        }
        return changes
    }

    /// A file was refused as a whole. It fires until it is acknowledged.
    package mutating func fileRejected(
        id: Int64, name: String, code: FindingCode, wallMicroseconds: Int64
    ) -> Change {
        .began(
            begin(
                Condition(kind: .rejectedFile, subject: "\(id)"), "\(name): \(code.rawValue)",
                since: wallMicroseconds, fileID: id))
    }

    /// An operator has seen an alert; false when there is none of that number.
    package mutating func acknowledge(_ id: Int64, wallMicroseconds: Int64) -> Bool {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return false }
        all[index].isAcknowledged = true
        if all[index].kind == .rejectedFile,
            let condition = firing.first(where: { $0.value == id })?.key
        {
            _ = clear(condition, at: wallMicroseconds)
        }
        return true
    }

    // MARK: Conditions

    private func conditions(_ now: AlertObservation) -> [Condition: Holding] {
        var holding: [Condition: Holding] = [:]
        func add(
            _ kind: StationAlert.Kind, _ subject: String, _ message: String, since: Int64,
            remedy: String? = nil
        ) {
            holding[Condition(kind: kind, subject: subject)] = Holding(
                message: message, since: since, remedy: remedy)
        }
        let wall = now.wallMicroseconds
        for trouble in now.pipeline.troubles {
            let subject = trouble.message.split(separator: ":", maxSplits: 1).first.map(String.init)
            let remedy = trouble.remedy.isEmpty ? nil : trouble.remedy
            if subject == "inbox" {
                add(
                    .inbox, "",
                    "the inbox cannot be read: \(trouble.message.dropFirst("inbox: ".count))",
                    since: trouble.sinceMicroseconds, remedy: remedy)
            } else {
                add(
                    .trouble, subject ?? "", trouble.message, since: trouble.sinceMicroseconds,
                    remedy: remedy)
            }
        }
        if now.pipeline.state == .stalled {
            add(.stalled, "", "files wait and nothing is committed", since: wall)
        } else if now.pipeline.lagNanoseconds > limits.lagNanoseconds {
            let seconds = limits.lagNanoseconds / 1_000_000_000
            add(.stalled, "lag", "a file waits > \(seconds) s", since: wall)
        }
        if let fill = now.quarantineFill, fill >= limits.quarantineFill {
            let limit = PercentText.text(limits.quarantineFill)
            add(.quarantineFull, "", "quarantine at least \(limit) full", since: wall)
        }
        if now.walBytes > limits.walBytes {
            let limit = ByteSizeText.text(Int64(limits.walBytes))
            add(
                .space, "wal", "write-ahead log > \(limit)", since: wall,
                remedy: "Something reads the database without an end, which keeps the log from "
                    + "being emptied: end other programs that have it open.")
        }
        if let free = now.freeBytes, free < limits.freeBytes {
            let limit = ByteSizeText.text(Int64(limits.freeBytes))
            add(.space, "disk", "disk: less than \(limit) free", since: wall)
        }
        return holding
    }

    /// The rate must be on one side of the threshold for a while before the alert follows it.
    private mutating func rateFires(_ now: AlertObservation, isFiring: Bool) -> Bool {
        let isAbove = (now.errorRate ?? 0) > limits.errorRate
        guard isAbove != isFiring else {
            rateCrossed = nil
            return isFiring
        }
        let since = rateCrossed ?? now.nanoseconds
        rateCrossed = since
        let wait = UInt64(max(0, limits.errorRateSeconds)) * 1_000_000_000
        guard now.nanoseconds &- since >= wait else { return isFiring }
        rateCrossed = nil
        return isAbove
    }

    /// What exceeds and what is exceeded stand at its begin: a pane is seldom wide enough for a sentence.
    private func rateMessage(_ rate: Double?) -> String {
        let rate = PercentText.text(rate ?? 0, above: limits.errorRate)
        return "error rate \(rate) > \(PercentText.text(limits.errorRate))"
    }

    // MARK: The list

    private mutating func begin(
        _ condition: Condition, _ message: String, since: Int64, fileID: Int64?
    ) -> StationAlert {
        var alert = StationAlert(
            id: nextID, kind: condition.kind, message: message, sinceMicroseconds: since)
        alert.fileID = fileID
        nextID += 1
        firing[condition] = alert.id
        all.append(alert)
        forgetOldest()
        return alert
    }

    private mutating func clear(_ condition: Condition, at moment: Int64) -> StationAlert? {
        guard let id = firing.removeValue(forKey: condition) else { return nil }
        change(id) { $0.clearedMicroseconds = moment }
        return all.first { $0.id == id }
    }

    private mutating func change(_ id: Int64, _ body: (inout StationAlert) -> Void) {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return }
        body(&all[index])
    }

    private mutating func forgetOldest() {
        guard all.count > Self.limit else { return }
        let index = all.firstIndex { !$0.isFiring } ?? 0
        let gone = all.remove(at: index)
        firing = firing.filter { $0.value != gone.id }
    }
}
