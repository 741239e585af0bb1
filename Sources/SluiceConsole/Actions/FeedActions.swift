internal import SluiceCore

/// The simulated feed: made-up files for a station that has none yet.
enum FeedActions {
    static let all: [Action] = [
        Action(
            "simulate", keys: ["D"], hint: "simulated feed",
            help: "simulated feed on or off", section: .program,
            arguments: [
                Action.Argument(
                    "[N/s | N/min | off]", choices: { _ in ["12/min", "1/s", "off"] },
                    check: { text, _ in
                        text.isEmpty || text == "off" || filesPerMinute(text) != nil
                            ? nil : "files per second or minute, such as 2/s or 12/min, or off"
                    })
            ],
            whyDisabled: { $0.whyNoOperation },
            perform: { state, values in perform(values.first, &state) })
    ]

    /// Files a minute when no rate is given, and records a file.
    private static let standard = (filesPerMinute: 12, records: 1_000)
    /// The most files a minute that can be asked for: 100 a second.
    private static let limit = 6_000

    /// The files a minute that a text such as `50/s` or `12/min` means; nil when it means none, or too many.
    static func filesPerMinute(_ text: String) -> Int? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...limit).contains(count) else {
            return nil
        }
        let factor: Int
        switch parts[1] {
        case "s", "sec", "second": factor = 60
        case "m", "min", "minute": factor = 1
        default: return nil
        }
        return count * factor <= limit ? count * factor : nil
    }

    private static func perform(_ rate: String?, _ state: inout ConsoleState) -> [Effect] {
        if case .running = state.snapshot.feed, rate == nil || rate == "off" {
            state.say("the simulated feed stops")
            return [.command(state.requests.next(), .stopFeed)]
        }
        guard rate != "off" else {
            state.say("no simulated feed runs", role: .levelWarn)
            return []
        }
        let files = rate.flatMap(filesPerMinute) ?? standard.filesPerMinute
        guard state.snapshot.knownFiles > 0, state.snapshot.feed == .off else {
            return start(files, &state)
        }
        let known = NumberText.grouped(state.snapshot.knownFiles)
        state.overlay = ConfirmPrompt(
            "Simulated feed",
            lines: [
                "This station has taken \(known) \(state.snapshot.knownFiles == 1 ? "file" : "files").",
                "Made-up files would be stored among them.",
            ], verb: "start it all the same"
        ) { state in start(files, &state) }
        return []
    }

    private static func start(_ files: Int, _ state: inout ConsoleState) -> [Effect] {
        state.say("the simulated feed starts: \(files) files a minute")
        return [
            .command(
                state.requests.next(),
                .startFeed(filesPerMinute: files, records: standard.records))
        ]
    }
}
