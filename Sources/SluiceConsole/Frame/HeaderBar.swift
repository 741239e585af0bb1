internal import SluiceCore

/// The first row: name, state, station and rates at the left; clock, held records and alerts at the right.
struct HeaderBar {
    let state: ConsoleState

    private struct Item {
        let text: SafeText
        var role: StyleRole = .header
        /// When it is left out: the highest number goes first, 0 never.
        let drop: Int
    }

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        canvas.fill(area, role: .header)
        var right = rightItems(area.width)
        let isDrilled = !state.screens.isEmpty
        var left = isDrilled ? crumbs : leftItems(area.width)
        // The state is never cut for the clock.
        let least = width(left.filter { $0.drop == 0 }, canvas)
        if !isDrilled, least + rightWidth(right, canvas) > area.width {
            right.removeAll { $0.drop > 0 }
        }
        let rightWidth = rightWidth(right, canvas)
        while width(left, canvas) + rightWidth > area.width,
            let victim = left.indices.max(by: { left[$0].drop < left[$1].drop }),
            left[victim].drop > 0
        {
            left.remove(at: victim)
        }
        var column = 1
        for item in left {
            let room = max(0, area.width - rightWidth - column)
            column += canvas.write(
                item.text, column: column, row: 0, in: area, role: item.role,
                width: min(room, canvas.width(of: item.text)))
            column += isDrilled ? 1 : 2
        }
        column = max(column, area.width - rightWidth)
        for item in right {
            column += canvas.write(item.text, column: column, row: 0, in: area, role: item.role) + 1
        }
    }

    private func rightWidth(_ items: [Item], _ canvas: Canvas) -> Int {
        items.reduce(1) { $0 + canvas.width(of: $1.text) + 1 }
    }

    private func width(_ items: [Item], _ canvas: Canvas) -> Int {
        items.reduce(1) { $0 + canvas.width(of: $1.text) + 2 }
    }

    private var crumbs: [Item] {
        var items = [Item(text: PaneCatalog.pane(state.focus).title, drop: state.screens.count)]
        for depth in state.screens.indices {
            var below = state
            below.screens = Array(state.screens[...depth])
            let view = ScreenCatalog.view(of: state.screens[depth])
            items.append(
                Item(text: "> \(view.crumb(below))", drop: state.screens.count - 1 - depth))
        }
        return items
    }

    private func leftItems(_ width: Int) -> [Item] {
        let snapshot = state.snapshot
        let started = Double(snapshot.pipeline.startedMicroseconds)
        let up = (Double(state.nowMicroseconds) - started) / 1e6
        let lag = Double(snapshot.pipeline.lagNanoseconds) / 1e9
        var items = [
            Item(text: "sluice", drop: 9),
            Item(text: state.word.text, role: state.word.role, drop: 0),
            Item(text: Sanitiser.safe(snapshot.station, limit: 60), drop: 6),
        ]
        if let standing = state.standing {
            items.append(Item(text: standing, role: .levelWarn, drop: 3))
        }
        if let news = state.news { items.append(Item(text: news, role: .levelWarn, drop: 2)) }
        if case .running(let files, let rate) = snapshot.feed {
            let text: SafeText =
                width >= 60
                ? "SIMULATED FEED \(NumberText.rate(rate))/min, \(files) files" : "SIM"
            items.append(Item(text: text, role: .levelAlert, drop: 1))
        }
        if let trouble = snapshot.pipeline.troubles.first {
            items.insert(
                Item(text: Sanitiser.safe(trouble.message, limit: 48), role: .levelError, drop: 7),
                at: 2)
        }
        guard width >= 60 else { return items }
        let unit: SafeText = width >= 100 ? "rows/s" : "r/s"
        items += [
            Item(text: "up \(ClockText.duration(seconds: up))", drop: 12),
            Item(text: "\(NumberText.rate(snapshot.filesPerMinute)) files/min", drop: 5),
            Item(text: "\(NumberText.rate(snapshot.recordsPerSecond)) \(unit)", drop: 4),
            Item(
                text: "lag \(ClockText.duration(seconds: lag))", role: lagRole(lag),
                drop: lag >= 10 ? 2 : 10),
            Item(text: "db \(NumberText.bytes(snapshot.databaseBytes))", drop: 11),
        ]
        guard width >= 180 else { return items }
        items += [
            Item(text: "wal \(NumberText.bytes(snapshot.walBytes))", drop: 14),
            Item(text: "queue \(NumberText.grouped(snapshot.pipeline.waitingFiles))", drop: 13),
            Item(text: "theme \(data: state.preferences.theme)", drop: 15),
        ]
        return items
    }

    private func lagRole(_ seconds: Double) -> StyleRole {
        seconds >= 10 ? .levelError : .header
    }

    private func rightItems(_ width: Int) -> [Item] {
        let snapshot = state.snapshot
        let clock = ClockText.time(state.nowMicroseconds, zone: state.zone)
        var items: [Item] = []
        if let progress = state.progress {
            let word: SafeText = width >= 60 ? "\(data: progress.action) " : ""
            let share: SafeText = progress.share.map { "\(Int($0 * 100)) %" } ?? "…"
            items.append(Item(text: "▶ \(word)\(share)", role: .levelInfo, drop: 0))
        }
        let isNarrow = width < 36
        let held = snapshot.heldRecords
        items += [
            Item(
                text: width >= 60 ? "\(clock) \(data: state.zone.name)" : clock, drop: 1),
            Item(
                text: isNarrow ? "Q\(NumberText.count(held))" : "[Q \(NumberText.grouped(held))]",
                role: held > 0 ? .levelWarn : .header, drop: 0),
        ]
        if snapshot.firingAlerts > 0 {
            items.append(
                Item(
                    text: isNarrow ? "!\(snapshot.firingAlerts)" : "[! \(snapshot.firingAlerts)]",
                    role: .levelAlert, drop: 0))
        }
        return items
    }
}
