internal import SluiceCore

/// The state of the station as the header says it: a sign, a word and a role.
struct StateWord {
    let sign: SafeText
    let word: SafeText
    let role: StyleRole

    var text: SafeText { "\(sign) \(word)" }
}

extension ConsoleState {
    /// How many files and held records came while the display was frozen; nil while it is not.
    var news: (files: Int, held: Int)? {
        frozenBehind.map { newest in
            (
                max(0, newest.knownFiles - snapshot.knownFiles),
                max(0, newest.heldRecords - snapshot.heldRecords)
            )
        }
    }

    /// The newest picture, frozen or not: what is wrong is never held back.
    var live: StationSnapshot { frozenBehind ?? snapshot }

    /// What is to be known about an owner that went away, or about trouble that is only watched; nil otherwise.
    var standing: SafeText? {
        if live.access != .owner, live.pipeline.state == .stopped {
            return "waiting for an instance"
        }
        return isReadOnly && live.pipeline.state != .running ? "read-only" : nil
    }

    /// What the header says of the station: what the console does comes before what the pipeline does, unless that needs to
    /// be looked at.
    var word: StateWord {
        let now = live.pipeline.state
        if isFrozen, now == .running { return Self.frozen }
        if isWaiting, now == .starting {
            return StateWord(sign: "…", word: "STARTING", role: .stale)
        }
        if isReadOnly, now == .running {
            return StateWord(sign: "=", word: "READ-ONLY", role: .levelInfo)
        }
        return switch now {
        case .starting: StateWord(sign: "…", word: "STARTING", role: .levelInfo)
        case .running: StateWord(sign: "▶", word: "RUNNING", role: .levelOK)
        case .stalled: StateWord(sign: "!", word: "STALLED", role: .levelError)
        case .degraded: StateWord(sign: "!", word: "DEGRADED", role: .levelError)
        case .stopping: StateWord(sign: "…", word: "STOPPING", role: .levelWarn)
        case .stopped: StateWord(sign: "=", word: "STOPPED", role: .levelWarn)
        }
    }

    /// What the header says of a display that is frozen; behind the state where that needs to be looked at.
    static let frozen = StateWord(sign: "*", word: "FROZEN", role: .levelWarn)
}
