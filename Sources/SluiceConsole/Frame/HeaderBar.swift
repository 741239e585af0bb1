internal import SluiceCore

/// The first row: name, state, station and rates at the left; clock, held records and alerts at the right.
///
/// In a drill-down the left has the way to it, behind the state where that needs to be looked at.
struct HeaderBar {
    let state: ConsoleState

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        canvas.fill(area, role: .header)
        let medium = canvas.medium
        let width = area.width
        // Where each column counts, blanks give way to words.
        let isTight = width < 36
        let items = leftItems(width) + rightItems(width)
        let shown = HeaderItem.fitting(
            isTight ? items.map(\.tight) : items, width: isTight ? width : width - 2
        ) { CellText($0, medium: medium).cells.count }
        let left = shown.filter { !$0.isAtEnd }
        let right = shown.filter(\.isAtEnd)
        let start = max(HeaderItem.width(left) + 1, width - HeaderItem.width(right) - 1)
        HeaderItem.draw(left, column: 1, before: start, in: area, on: &canvas)
        HeaderItem.draw(right, column: start, before: width, in: area, on: &canvas)
    }

    // MARK: The left

    private func leftItems(_ width: Int) -> [HeaderItem] {
        state.screens.isEmpty ? stationItems(width) : drillItems(width)
    }

    /// What is to be known in a drill-down too, and the way to it; that all is well is no such thing.
    private func drillItems(_ width: Int) -> [HeaderItem] {
        let items = condition(width) + advice + remarks(isShort: width < 100)
        return (state.word.role == .levelOK ? Array(items.dropFirst()) : items) + crumbs(width)
    }

    private func stationItems(_ width: Int) -> [HeaderItem] {
        let station = Sanitiser.safe(state.snapshot.station)
        let items =
            [HeaderItem("sluice", [.gone(at: 9)])] + condition(width) + advice
            + [HeaderItem(station, [.gone(at: 8)], most: 60)] + remarks(isShort: width < 60)
        return width < 60 ? items : items + rates(width)
    }

    /// The way from the pane to the deepest drill-down. Where it is too long, a sign stands for what is between them, the pane has its
    /// short title, and the last name is cut; in a narrow row that one is worth more than all before it.
    private func crumbs(_ width: Int) -> [HeaderItem] {
        let pane = PaneCatalog.pane(state.focus)
        let names = state.screens.indices.map { index in
            var below = state
            below.screens = Array(state.screens[...index])
            return ScreenCatalog.view(of: state.screens[index]).crumb(below)
        }
        guard let last = names.last else { return [] }
        let between = names.dropLast().map { $0 + " >" }
        func way(without count: Int) -> SafeText {
            let sign: [SafeText] = count > 0 ? ["… >"] : []
            return OperationWords.joined(sign + between.dropFirst(count), by: " ")
        }
        let isNarrow = width < 60
        var items = [
            HeaderItem(
                "\(pane.title) >",
                [.words("\(pane.shortTitle) >", at: 17), .gone(at: isNarrow ? 16 : 12)],
                isVital: true, gap: 1)
        ]
        if !between.isEmpty {
            let steps = (1...between.count).map { HeaderItem.Step.words(way(without: $0), at: 16) }
            items.append(
                HeaderItem(way(without: 0), steps + [.gone(at: 14)], isVital: true, gap: 1))
        }
        let least = isNarrow ? 8 : 18
        items.append(HeaderItem(last, [.cut(least, at: 15), .gone(at: 11)], isVital: true, gap: 1))
        return items
    }

    /// The state word, and the first trouble behind it, in about half of the row: before what goes on and where.
    private func condition(_ width: Int) -> [HeaderItem] {
        let word = HeaderItem(
            state.word.text, [.cut(3, at: 1)], role: state.word.role, isVital: true)
        guard let trouble = state.live.pipeline.troubles.first else { return [word] }
        return [
            word,
            HeaderItem(
                Sanitiser.safe(trouble.message),
                [.cut(36, at: 14), .cut(8, at: 13), .gone(at: 11)], role: .levelError,
                isVital: true, most: max(48, width / 2)),
        ]
    }

    /// Of the first trouble what to do about it, or the key of the pane that tells, and since when and until when it is waited.
    ///
    /// Moments, not durations: a header that counts is redrawn all the time. In a drill-down the way to it comes before.
    private var advice: [HeaderItem] {
        guard let trouble = state.live.pipeline.troubles.first else { return [] }
        let remedy: SafeText? = trouble.remedy.isEmpty ? nil : "→ \(data: trouble.remedy)"
        var items: [HeaderItem] = []
        if let key = wayToAlerts {
            let words: SafeText = "\(key) tells what to do"
            var steps: [HeaderItem.Step] = [.words("\(key): to do", at: 14), .gone(at: 12)]
            if remedy != nil { steps.insert(.words(words, at: 14), at: 0) }
            items.append(HeaderItem(remedy ?? words, steps, role: .levelWarn, isVital: true))
        } else if let remedy {
            items.append(
                HeaderItem(remedy, [.cut(16, at: 2), .gone(at: 1)], role: .levelWarn))
        }
        let since: SafeText = "since \(ClockText.moment(trouble.sinceMicroseconds, of: state))"
        let next = trouble.nextAttempt(after: state.nowMicroseconds).map {
            "\(since)  next try \(ClockText.time($0, zone: state.zone))" as SafeText
        }
        items.append(HeaderItem(next ?? since, [.words(since, at: 6), .gone(at: 5)]))
        return items
    }

    /// The key that leads to what the alerts say, on the main screen; nil where none does.
    private var wayToAlerts: SafeText? {
        guard state.screens.isEmpty else { return nil }
        let action = state.focus == .alerts ? "open" : "pane-\(PaneID.alerts.rawValue)"
        return ActionCatalog.action(action).flatMap { state.keys.keys(of: $0).first?.shown }
    }

    /// What an operator would misread the screen without: who acts, what came meanwhile, what is made up.
    private func remarks(isShort: Bool) -> [HeaderItem] {
        var items: [HeaderItem] = []
        if state.isFrozen, state.live.pipeline.state != .running {
            items.append(
                HeaderItem(
                    ConsoleState.frozen.text, [.gone(at: 4)], role: ConsoleState.frozen.role,
                    isVital: true))
        }
        if let standing = state.standing {
            items.append(
                HeaderItem(standing, [.gone(at: 5)], role: .levelWarn, isVital: true))
        }
        if let news = state.news {
            let files = OperationWords.counted(news.files, "file", "files")
            items.append(
                HeaderItem("+\(files)", [.gone(at: 5)], role: .levelWarn, isVital: true))
            if news.held > 0 {
                let held = NumberText.grouped(news.held)
                items.append(
                    HeaderItem("+\(held) held", [.gone(at: 12)], role: .levelWarn, isVital: true))
            }
        }
        if case .running(let files, let rate) = state.snapshot.feed {
            items.append(
                HeaderItem(
                    isShort ? Self.feed : "SIMULATED FEED",
                    [.words(Self.feed, at: 15), .gone(at: 3)], role: .levelAlert, isVital: true))
            guard !isShort, state.screens.isEmpty else { return items }
            let made = OperationWords.counted(files, "file", "files")
            items.append(
                HeaderItem(
                    "\(NumberText.rate(rate))/min, \(made)", [.gone(at: 3)], role: .levelAlert))
        }
        return items
    }

    private func rates(_ width: Int) -> [HeaderItem] {
        // Of an instance that has ended nothing goes on.
        guard !state.isWaiting, state.snapshot.pipeline.state != .stopped else { return [] }
        let snapshot = state.snapshot
        let started = Double(snapshot.pipeline.startedMicroseconds)
        let up = (Double(state.nowMicroseconds) - started) / 1e6
        let lag = Double(snapshot.pipeline.lagNanoseconds) / 1e9
        let unit: SafeText = width >= 100 ? "rows/s" : "r/s"
        let items = [
            HeaderItem("up \(ClockText.duration(seconds: up))", [.gone(at: 12)]),
            HeaderItem("\(NumberText.rate(snapshot.filesPerMinute)) files/min", [.gone(at: 7)]),
            HeaderItem("\(NumberText.rate(snapshot.recordsPerSecond)) \(unit)", [.gone(at: 6)]),
            HeaderItem(
                "lag \(ClockText.duration(seconds: lag))",
                [.gone(at: lag < 10 ? 10 : snapshot.pipeline.troubles.isEmpty ? 2 : 6)],
                role: lagRole(lag)),
            HeaderItem("db \(NumberText.bytes(snapshot.databaseBytes))", [.gone(at: 11)]),
        ]
        guard width >= 180 else { return items }
        let waiting = NumberText.grouped(snapshot.pipeline.waitingFiles)
        return items + [
            HeaderItem("wal \(NumberText.bytes(snapshot.walBytes))", [.gone(at: 14)]),
            HeaderItem("queue \(waiting)", [.gone(at: 13)]),
            HeaderItem("theme \(data: state.preferences.theme)", [.gone(at: 15)]),
        ]
    }

    private func lagRole(_ seconds: Double) -> StyleRole {
        seconds >= 10 ? .levelError : .header
    }

    // MARK: The right

    private func rightItems(_ width: Int) -> [HeaderItem] {
        var items: [HeaderItem] = []
        if let progress = state.progress {
            let share: SafeText =
                progress.isWriting
                ? "writing" : progress.share.map { "\(Int($0 * 100)) %" } ?? "…"
            let word: SafeText = width >= 60 ? "\(data: progress.action) " : ""
            items.append(
                HeaderItem(
                    "▶ \(word)\(share)", [.words("▶ \(share)", at: 15), .gone(at: 5)],
                    role: .levelInfo, isVital: true, isAtEnd: true, gap: 1))
        }
        items.append(clock(width))
        let held = state.snapshot.heldRecords
        items.append(
            HeaderItem(
                "[Q \(NumberText.grouped(held))]",
                [.words("Q\(NumberText.count(held))", at: 8), .gone(at: 2)],
                role: held > 0 ? .levelWarn : .header, isVital: true, isAtEnd: true, gap: 1))
        let firing = state.live.firingAlerts
        if firing > 0 {
            items.append(
                HeaderItem(
                    "[! \(firing)]", [.words("!\(firing)", at: 7)], role: .levelAlert,
                    isVital: true, isAtEnd: true, gap: 1))
        }
        return items
    }

    /// The time with its zone; in a narrow row it is the first to be said shortly, in a wide one it is not worth words of others.
    private func clock(_ width: Int) -> HeaderItem {
        let isNarrow = width < 60
        let turn = isNarrow ? 18 : 9
        let forms = Self.clock(state)
        let long: SafeText =
            "\(ClockText.time(state.nowMicroseconds, zone: state.zone)) \(data: state.zone.name)"
        return HeaderItem(
            isNarrow ? forms.seconds : long,
            [.words(forms.seconds, at: turn), .words(forms.minutes, at: turn), .gone(at: 6)],
            isVital: true, isAtEnd: true, gap: 1)
    }
}

extension HeaderBar {
    /// The label of a simulated feed, where there is little room.
    static let feed: SafeText = "SIM"

    /// The time with its zone in few columns, with and without seconds: `12:04:33Z` and `12:04Z`.
    static func clock(_ state: ConsoleState) -> (seconds: SafeText, minutes: SafeText) {
        let zone = state.zone
        let name: SafeText = zone == .utc ? "Z" : " \(data: zone.name)"
        let now = state.nowMicroseconds
        return (
            "\(ClockText.time(now, zone: zone))\(name)",
            "\(ClockText.minute(milliseconds: now / 1_000, zone: zone))\(name)"
        )
    }
}
