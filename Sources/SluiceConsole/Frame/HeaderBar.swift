internal import SluiceCore

/// The first row: name, state, station and rates at the left; clock, held records and alerts at the right.
///
/// In a drill-down the left has the way to it, behind the state where that needs to be looked at.
struct HeaderBar {
    let state: ConsoleState

    private struct Item {
        var text: SafeText
        /// What it says where all of it has no room beside what is left out later; nil when there is no such form.
        var shorter: SafeText?
        var role: StyleRole = .header
        /// When it is left out: the highest number goes first, 0 never.
        let drop: Int
        /// The blanks behind it.
        var gap = 2
        /// The most columns it takes; what is longer is cut.
        var most = Int.max
        /// Instead of being left out it is cut to no fewer columns than this; nil where a part says nothing.
        var least: Int?
    }

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        canvas.fill(area, role: .header)
        var right = rightItems(area.width)
        var left = state.screens.isEmpty ? stationItems(area.width) : drillItems(area.width)
        // The state is never cut for the clock.
        let least = width(left.filter { $0.drop == 0 }, canvas)
        if least + width(right, canvas) > area.width { right.removeAll { $0.drop > 0 } }
        left += crumbs
        let rightWidth = width(right, canvas)
        for place in left.indices {
            guard let shorter = left[place].shorter else { continue }
            let before = left.filter { $0.drop <= left[place].drop }
            if width(before, canvas) + rightWidth > area.width { left[place].text = shorter }
        }
        while true {
            let excess = width(left, canvas) + rightWidth - area.width
            guard excess > 0, let victim = left.indices.max(by: { left[$0].drop < left[$1].drop }),
                left[victim].drop > 0
            else { break }
            let rest = min(left[victim].most, canvas.width(of: left[victim].text)) - excess
            if let least = left[victim].least, rest >= least {
                left[victim].most = rest
            } else {
                left.remove(at: victim)
            }
        }
        var column = 1
        for item in left {
            let room = max(0, area.width - rightWidth - column)
            column += canvas.write(
                item.text, column: column, row: 0, in: area, role: item.role,
                width: min(room, item.most, canvas.width(of: item.text)))
            column += item.gap
        }
        column = max(column, area.width - rightWidth)
        for item in right {
            column += canvas.write(item.text, column: column, row: 0, in: area, role: item.role)
            column += item.gap
        }
    }

    private func width(_ items: [Item], _ canvas: Canvas) -> Int {
        items.reduce(1) { $0 + min($1.most, canvas.width(of: $1.text)) + $1.gap }
    }

    // MARK: The left

    /// The way from the pane to the deepest drill-down, whose name is cut where it must be; none on the main screen.
    private var crumbs: [Item] {
        guard !state.screens.isEmpty else { return [] }
        let depth = state.screens.count
        let pane = PaneCatalog.pane(state.focus).title
        return [Item(text: pane, drop: 4 + depth, gap: 1)]
            + state.screens.indices.map { index in
                var below = state
                below.screens = Array(state.screens[...index])
                let crumb = ScreenCatalog.view(of: state.screens[index]).crumb(below)
                let above = depth - 1 - index
                return Item(text: "> \(crumb)", drop: above > 0 ? 4 + above : 0, gap: 1)
            }
    }

    /// What is to be known in a drill-down too; that all is well is no such thing. The way to it comes before what to do.
    private func drillItems(_ width: Int) -> [Item] {
        let items = condition(width) + advice(drop: 20) + remarks(isShort: width < 100)
        return state.word.role == .levelOK ? Array(items.dropFirst()) : items
    }

    private func stationItems(_ width: Int) -> [Item] {
        let station = Sanitiser.safe(state.snapshot.station)
        let items =
            [Item(text: "sluice", drop: 9)] + condition(width) + advice(drop: 4)
            + [Item(text: station, drop: 8, most: 60)]
            + remarks(isShort: width < 60)
        return width < 60 ? items : items + rates(width)
    }

    /// The state word, and the first trouble behind it, in about half of the row: before what goes on and where.
    private func condition(_ width: Int) -> [Item] {
        let word = Item(text: state.word.text, role: state.word.role, drop: 0)
        let trouble = state.snapshot.pipeline.troubles.first.map { trouble in
            Item(
                text: Self.summary(trouble.message), role: .levelError, drop: 3,
                most: max(48, width / 2), least: 12)
        }
        return [word] + (trouble.map { [$0] } ?? [])
    }

    /// What failed and why, without the statement of the database it failed in, which alerts and the log have.
    private static func summary(_ message: String) -> SafeText {
        let end = message.hasPrefix("store: ") ? message.firstRange(of: " in: ")?.lowerBound : nil
        return Sanitiser.safe(String(message[..<(end ?? message.endIndex)]))
    }

    /// Of the first trouble what to do about it, or the key of the pane that tells, and since when and until when it is waited.
    ///
    /// Moments, not durations: a header that counts is redrawn all the time.
    private func advice(drop: Int) -> [Item] {
        guard let trouble = state.snapshot.pipeline.troubles.first else { return [] }
        var items: [Item] = []
        let key = wayToAlerts.map { "\($0) tells what to do" as SafeText }
        let remedy = trouble.remedy.isEmpty ? nil : "→ \(data: trouble.remedy)" as SafeText
        if let text = remedy ?? key {
            items.append(
                Item(
                    text: text, shorter: remedy == nil ? nil : key, role: .levelWarn, drop: drop))
        }
        let since = ClockText.time(trouble.sinceMicroseconds, zone: state.zone)
        let next = trouble.nextAttempt(after: state.nowMicroseconds).map {
            "  next try \(ClockText.time($0, zone: state.zone))" as SafeText
        }
        items.append(
            Item(
                text: "since \(since)\(next ?? "")", shorter: "since \(since)", drop: drop + 1))
        return items
    }

    /// The key that leads to what the alerts say, on the main screen; nil where none does.
    private var wayToAlerts: SafeText? {
        guard state.screens.isEmpty else { return nil }
        let action = state.focus == .alerts ? "open" : "pane-\(PaneID.alerts.rawValue)"
        return ActionCatalog.action(action).flatMap { state.keys.keys(of: $0).first?.shown }
    }

    /// What an operator would misread the screen without: who acts, what came meanwhile, what is made up.
    private func remarks(isShort: Bool) -> [Item] {
        var items: [Item] = []
        if let standing = state.standing {
            items.append(Item(text: standing, role: .levelWarn, drop: 0))
        }
        if let news = state.news {
            let files = OperationWords.counted(news.files, "file", "files")
            items.append(Item(text: "+\(files)", role: .levelWarn, drop: 0))
            if news.held > 0 {
                let held = NumberText.grouped(news.held)
                items.append(Item(text: "+\(held) held", role: .levelWarn, drop: 2))
            }
        }
        if case .running(let files, let rate) = state.snapshot.feed {
            items.append(
                Item(text: isShort ? "SIM" : "SIMULATED FEED", role: .levelAlert, drop: 0))
            guard !isShort, state.screens.isEmpty else { return items }
            let made = OperationWords.counted(files, "file", "files")
            items.append(
                Item(
                    text: "\(NumberText.rate(rate))/min, \(made)", role: .levelAlert, drop: 3))
        }
        return items
    }

    private func rates(_ width: Int) -> [Item] {
        // Of an instance that has ended nothing goes on.
        guard !state.isWaiting, state.snapshot.pipeline.state != .stopped else { return [] }
        let snapshot = state.snapshot
        let started = Double(snapshot.pipeline.startedMicroseconds)
        let up = (Double(state.nowMicroseconds) - started) / 1e6
        let lag = Double(snapshot.pipeline.lagNanoseconds) / 1e9
        let unit: SafeText = width >= 100 ? "rows/s" : "r/s"
        let items = [
            Item(text: "up \(ClockText.duration(seconds: up))", drop: 12),
            Item(text: "\(NumberText.rate(snapshot.filesPerMinute)) files/min", drop: 7),
            Item(text: "\(NumberText.rate(snapshot.recordsPerSecond)) \(unit)", drop: 6),
            Item(
                text: "lag \(ClockText.duration(seconds: lag))", role: lagRole(lag),
                drop: lag < 10 ? 10 : snapshot.pipeline.troubles.isEmpty ? 2 : 6),
            Item(text: "db \(NumberText.bytes(snapshot.databaseBytes))", drop: 11),
        ]
        guard width >= 180 else { return items }
        return items + [
            Item(text: "wal \(NumberText.bytes(snapshot.walBytes))", drop: 14),
            Item(text: "queue \(NumberText.grouped(snapshot.pipeline.waitingFiles))", drop: 13),
            Item(text: "theme \(data: state.preferences.theme)", drop: 15),
        ]
    }

    private func lagRole(_ seconds: Double) -> StyleRole {
        seconds >= 10 ? .levelError : .header
    }

    // MARK: The right

    private func rightItems(_ width: Int) -> [Item] {
        let snapshot = state.snapshot
        let clock = ClockText.time(state.nowMicroseconds, zone: state.zone)
        var items: [Item] = []
        if let progress = state.progress {
            let word: SafeText = width >= 60 ? "\(data: progress.action) " : ""
            let share: SafeText = progress.share.map { "\(Int($0 * 100)) %" } ?? "…"
            items.append(Item(text: "▶ \(word)\(share)", role: .levelInfo, drop: 0, gap: 1))
        }
        let isNarrow = width < 36
        let held = snapshot.heldRecords
        items += [
            Item(
                text: width >= 60 ? "\(clock) \(data: state.zone.name)" : clock, drop: 1,
                gap: 1),
            Item(
                text: isNarrow ? "Q\(NumberText.count(held))" : "[Q \(NumberText.grouped(held))]",
                role: held > 0 ? .levelWarn : .header, drop: 0, gap: 1),
        ]
        if snapshot.firingAlerts > 0 {
            items.append(
                Item(
                    text: isNarrow ? "!\(snapshot.firingAlerts)" : "[! \(snapshot.firingAlerts)]",
                    role: .levelAlert, drop: 0, gap: 1))
        }
        return items
    }
}
