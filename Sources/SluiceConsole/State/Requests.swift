package import SluiceCore

/// Questions to the store: which is open for each place, and what was answered last.
package struct Requests: Sendable {
    /// A question that was asked.
    package struct Asked: Sendable {
        /// Its number.
        package var id: RequestID
        /// The question.
        package var query: StationQuery
        /// The revision of the station it was asked at.
        package var revision: UInt64
        /// When it was asked, in microseconds since 1970 UTC.
        package var microseconds: Int64
        /// True until its answer comes.
        package var isOpen: Bool
        /// How much of the answer is worked out, from 0 to 1; nil while that was not said.
        package var share: Double?
        /// How long the answer took, in microseconds.
        package var took: Int64 = 0

        /// When it is to be asked again because the station changed.
        fileprivate var isDueFrom: Int64 {
            let rest = min(took, Requests.longestAnswer) * Requests.restFactor
            return microseconds + max(Requests.refreshInterval, rest)
        }
    }

    /// How often a page is asked for again because the station changed, in microseconds.
    package static let refreshInterval: Int64 = 500_000
    /// How many times as long as an answer took its page is left alone.
    ///
    /// Reading keeps the write-ahead log from being started over: consoles that read all the time let it grow without end.
    package static let restFactor: Int64 = 10
    /// A longer answer does not make its page wait longer, in microseconds.
    private static let longestAnswer: Int64 = 6_000_000

    /// The last question of each place.
    package private(set) var asked: [ViewSlot: Asked] = [:]
    /// The last answer of each place; it is shown until the next one comes.
    package private(set) var answers: [ViewSlot: StationAnswer] = [:]
    private var newest = 0

    /// Nothing asked yet.
    package init() {}

    /// A number for a question or a command.
    package mutating func next() -> RequestID {
        newest += 1
        return RequestID(newest)
    }

    /// Asks what a place needs, unless that was asked already and nothing has changed since.
    package mutating func want(
        _ query: StationQuery?, for slot: ViewSlot, revision: UInt64, now: Int64
    ) -> [Effect] {
        guard let query else { return forget(slot) }
        if let last = asked[slot] {
            if last.query.asksTheSame(as: query) {
                let isDue = !query.isTrial && now >= last.isDueFrom
                let isPart = answers[slot]?.isPart ?? false
                guard isPart || last.revision != revision && isDue, !last.isOpen else {
                    return []
                }
            }
        }
        var effects: [Effect] = []
        if let last = asked[slot], last.isOpen { effects.append(.cancel(last.id)) }
        let id = next()
        asked[slot] = Asked(
            id: id, query: query, revision: revision, microseconds: now, isOpen: true)
        effects.append(.ask(id, query))
        return effects
    }

    /// Takes an answer and how long it took, in microseconds; one to a question that was replaced meanwhile is dropped.
    package mutating func take(_ answer: StationAnswer, to id: RequestID, took: Int64 = 0) {
        guard let slot = asked.first(where: { $0.value.id == id })?.key else { return }
        asked[slot]?.isOpen = false
        asked[slot]?.took = took
        answers[slot] = answer
    }

    /// Notes how much of an answer is worked out.
    mutating func note(_ share: Double, of id: RequestID) {
        guard let slot = asked.first(where: { $0.value.id == id })?.key else { return }
        asked[slot]?.share = share
    }

    /// Has every place ask anew at once, because this console has changed what is stored.
    ///
    /// What was answered is shown until then, but for groups: the one just dealt with would stand there as if it were still to do.
    mutating func renew() -> [Effect] {
        let open = asked.values.filter(\.isOpen)
        asked.removeAll()
        for (slot, answer) in answers {
            if case .groups = answer { answers[slot] = nil }
        }
        return open.map { .cancel($0.id) }
    }

    /// Gives what a place asked and was answered to another.
    mutating func move(_ slot: ViewSlot, to other: ViewSlot) {
        asked[other] = asked.removeValue(forKey: slot)
        answers[other] = answers.removeValue(forKey: slot)
    }

    /// Drops what a place asked and was answered.
    package mutating func forget(_ slot: ViewSlot) -> [Effect] {
        answers[slot] = nil
        guard let last = asked.removeValue(forKey: slot), last.isOpen else { return [] }
        return [.cancel(last.id)]
    }
}

extension StationAnswer {
    /// True when the same question is to be asked again, for what is still missing.
    fileprivate var isPart: Bool {
        guard case .groups(let groups) = self else { return false }
        return QuarantineGroup.isUnfinished(groups)
    }
}

extension StationQuery {
    /// True for what would happen, which is worked out at the operator's wish and not again with every commit.
    fileprivate var isTrial: Bool {
        switch self {
        case .preview, .trial: true
        default: false
        }
    }

    /// True when both ask for the same rows; which entry is to be kept in view does not matter, as that changes with
    /// every step of a cursor.
    fileprivate func asksTheSame(as other: StationQuery) -> Bool {
        guard case .quarantine(var left) = self, case .quarantine(var right) = other else {
            return self == other
        }
        left.anchor = nil
        right.anchor = nil
        return left == right
    }
}
