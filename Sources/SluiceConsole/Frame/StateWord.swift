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

    /// What is to be known about an owner that went away, or about trouble that is only watched; nil otherwise.
    var standing: SafeText? {
        if snapshot.access != .owner, snapshot.pipeline.state == .stopped {
            return "waiting for an instance"
        }
        return isReadOnly && snapshot.pipeline.state != .running ? "read-only" : nil
    }

    /// What the header says of the station: what the console does comes before what the pipeline does, unless that needs to
    /// be looked at.
    var word: StateWord {
        if isFrozen { return StateWord(sign: "*", word: "FROZEN", role: .levelWarn) }
        if isWaiting { return StateWord(sign: "…", word: "STARTING", role: .stale) }
        if isReadOnly, snapshot.pipeline.state == .running {
            return StateWord(sign: "=", word: "READ-ONLY", role: .levelInfo)
        }
        return switch snapshot.pipeline.state {
        case .starting: StateWord(sign: "…", word: "STARTING", role: .levelInfo)
        case .running: StateWord(sign: "▶", word: "RUNNING", role: .levelOK)
        case .stalled: StateWord(sign: "!", word: "STALLED", role: .levelError)
        case .degraded: StateWord(sign: "!", word: "DEGRADED", role: .levelError)
        case .stopping: StateWord(sign: "…", word: "STOPPING", role: .levelWarn)
        case .stopped: StateWord(sign: "=", word: "STOPPED", role: .levelWarn)
        }
    }
}
