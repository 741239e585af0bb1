internal import SluiceCore

/// The first row: name, state, station and rates at the left; clock, held records and alerts at the right.
///
/// In a drill-down the left has the way to it, behind the state where that needs to be looked at.
struct HeaderBar {
    let state: ConsoleState

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        canvas.fill(area, role: .header)
        let medium = canvas.medium
        func fitting(_ items: [HeaderItem], width: Int) -> [HeaderItem] {
            HeaderItem.fitting(items, width: width) { CellText($0, medium: medium).cells.count }
        }
        let all = leftItems(area.width)
        // The state is never cut for the clock. A blank stands before each side.
        let staying = fitting(all.filter(\.stays), width: area.width)
        let right = fitting(rightItems(area.width), width: area.width - width(staying) - 2)
        let end = max(0, area.width - width(right) - 1)
        let left = fitting(all, width: end - 1)
        write(left, column: 1, before: end, in: area, on: &canvas)
        write(right, column: max(end, width(left) + 1), before: area.width, in: area, on: &canvas)
    }

    private func width(_ items: [HeaderItem]) -> Int {
        items.reduce(0) { $0 + $1.columns + $1.gap }
    }

    private func write(
        _ items: [HeaderItem], column: Int, before end: Int, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        var column = column
        for item in items {
            column += canvas.write(
                item.text, column: column, row: 0, in: area, role: item.role,
                width: min(item.columns, max(0, end - column)))
            column += item.gap
        }
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
    /// short title, and the last name is cut.
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
        var items = [
            HeaderItem(
                "\(pane.title) >", [.words("\(pane.shortTitle) >", at: 7), .gone(at: 2)],
                isVital: true, gap: 1)
        ]
        if !between.isEmpty {
            let steps = (1...between.count).map { HeaderItem.Step.words(way(without: $0), at: 6) }
            items.append(
                HeaderItem(way(without: 0), steps + [.gone(at: 4)], isVital: true, gap: 1))
        }
        let least = width < 60 ? 8 : 18
        items.append(HeaderItem(last, [.cut(least, at: 5), .gone(at: 1)], isVital: true, gap: 1))
        return items
    }

    /// The state word, and the first trouble behind it, in about half of the row: before what goes on and where.
    private func condition(_ width: Int) -> [HeaderItem] {
        let word = HeaderItem(state.word.text, role: state.word.role, isVital: true)
        guard let trouble = state.live.pipeline.troubles.first else { return [word] }
        return [
            word,
            HeaderItem(
                Sanitiser.safe(trouble.message),
                [.cut(36, at: 4), .cut(8, at: 3), .gone(at: 1)], role: .levelError,
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
            var steps: [HeaderItem.Step] = [.words("\(key): to do", at: 4), .gone(at: 2)]
            if remedy != nil { steps.insert(.words(words, at: 4), at: 0) }
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
                    ConsoleState.frozen.text, role: ConsoleState.frozen.role, isVital: true))
        }
        if let standing = state.standing {
            items.append(HeaderItem(standing, role: .levelWarn, isVital: true))
        }
        if let news = state.news {
            let files = OperationWords.counted(news.files, "file", "files")
            items.append(HeaderItem("+\(files)", role: .levelWarn, isVital: true))
            if news.held > 0 {
                let held = NumberText.grouped(news.held)
                items.append(
                    HeaderItem("+\(held) held", [.gone(at: 2)], role: .levelWarn, isVital: true))
            }
        }
        if case .running(let files, let rate) = state.snapshot.feed {
            items.append(
                HeaderItem(
                    isShort ? "SIM" : "SIMULATED FEED", [.words("SIM", at: 5)], role: .levelAlert,
                    isVital: true))
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
        let snapshot = state.snapshot
        let clock = ClockText.time(state.nowMicroseconds, zone: state.zone)
        var items: [HeaderItem] = []
        if let progress = state.progress {
            let word: SafeText = width >= 60 ? "\(data: progress.action) " : ""
            let share: SafeText =
                progress.isWriting
                ? "writing" : progress.share.map { "\(Int($0 * 100)) %" } ?? "…"
            items.append(HeaderItem("▶ \(word)\(share)", role: .levelInfo, gap: 1))
        }
        let isNarrow = width < 36
        let held = snapshot.heldRecords
        items += [
            HeaderItem(
                width >= 60 ? "\(clock) \(data: state.zone.name)" : clock, [.gone(at: 1)], gap: 1),
            HeaderItem(
                isNarrow ? "Q\(NumberText.count(held))" : "[Q \(NumberText.grouped(held))]",
                role: held > 0 ? .levelWarn : .header, gap: 1),
        ]
        let firing = state.live.firingAlerts
        if firing > 0 {
            items.append(
                HeaderItem(
                    isNarrow ? "!\(firing)" : "[! \(firing)]", role: .levelAlert, gap: 1))
        }
        return items
    }
}
