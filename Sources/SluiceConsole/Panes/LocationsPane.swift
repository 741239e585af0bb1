package import SluiceCore

/// Pane 3: the locations by a metric over event time.
package struct LocationsPane: Pane {
    package let id = PaneID.locations
    package let title: SafeText = "Locations"
    package let shortTitle: SafeText = "Loc"

    /// Makes the pane.
    package init() {}

    package func table(_ state: ConsoleState) -> Table? {
        guard let page = Self.page(state) else { return nil }
        let decimals = Self.decimals(page.all.statistics)
        return Self.table(
            page.rows.map { LocationLine($0, of: page, decimals: decimals) }, of: page,
            state.list(.pane(.locations)), state
        ).titling("series", page.range == .all ? "all time" : "last \(data: page.range.rawValue)")
    }

    /// Lines of a page as a table whose names have the room they need.
    private static func table(
        _ lines: [LocationLine], of page: LocationsPage, _ list: ListState, _ state: ConsoleState
    ) -> Table {
        let width = nameWidth(page, in: paneWidth(state))
        return LocationLine.definition.table(lines, list, state)
            .changing("loc") { $0.atMost(width) }
    }

    package func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, area.height - 3 - Self.sumRows(area.height - 2))
    }

    package func query(_ state: ConsoleState) -> StationQuery? {
        state.shownMetric.map {
            .locations($0, state.preferences.range, buckets: Self.seriesWidth(state))
        }
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .name(let location)? = state.list(.pane(.locations)).selection else {
            return nil
        }
        return .location(location)
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = state.list(.pane(.locations))
        let inside = canvas.box(
            area, title: heading, note: note(state, in: area),
            isFocused: isFocused)
        guard state.shownMetric != nil else {
            return canvas.note("no dataset has a metric yet", role: .stale, in: inside)
        }
        guard let page = Self.page(state), let table = table(state) else {
            return canvas.absence(of: state.requests.answers[.pane(.locations)], in: inside)
        }
        let sumRows = Self.sumRows(inside.height)
        canvas.table(table, list, in: inside.droppingBottom(sumRows), isFocused: isFocused)
        guard sumRows > 0 else { return }
        drawSum(page, list, state, in: inside.droppingTop(inside.height - sumRows), on: &canvas)
    }

    package func fileTitle(_ state: ConsoleState) -> SafeText {
        guard let page = Self.page(state) else { return title }
        return
            "\(title) \(data: state.label(page.metric)) \(data: page.metric.unit) \(data: page.range.rawValue)"
    }

    /// The page that is shown: the last one that came, until that of another metric or range does.
    static func page(_ state: ConsoleState) -> LocationsPage? {
        guard case .locations(let page)? = state.requests.answers[.pane(.locations)] else {
            return nil
        }
        return page
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        guard let metric = state.shownMetric else { return BorderNote() }
        let range = Sanitiser.safe(state.preferences.range.rawValue)
        let name = MetricName(metric, among: state.snapshot.metrics)
        let (whole, short) = (Sanitiser.safe(name.whole), Sanitiser.safe(name.short))
        // The line below the locations says it, where there is room for one.
        let isUnsaid = isRestated(state) && Self.sumRows(area.height - 2) == 0
        return BorderNote(
            [("\(whole) ▸ m: metric", 8), ("\(whole) ▸", 6), ("\(short) ▸", 2)],
            [("\(range) t: range", 9), (range, 2)])
            + BorderNote(isUnsaid ? Self.restated : "")
            + list(state).note(table(state), width: area.width)
    }

    /// What the sign behind a location says.
    private static let restated: SafeText = "~ restated"

    /// True where an operation has restated hours of the page that is shown.
    private func isRestated(_ state: ConsoleState) -> Bool {
        guard let page = Self.page(state) else { return false }
        return state.snapshot.restatement?.overlaps(
            page.metric.name, milliseconds: page.frame.milliseconds) ?? false
    }

    /// All locations together, and what the numbers are.
    private func drawSum(
        _ page: LocationsPage, _ list: ListState, _ state: ConsoleState, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        let decimals = Self.decimals(page.all.statistics)
        var all = LocationLine(page.all, of: page, decimals: decimals)
        all.row.location = "all"
        var plain = list
        plain.filter = FilterExpression()
        let table = Self.table([all], of: page, plain, state)
        canvas.tableRow(table, list, row: 0, in: area)
        let restated: SafeText = isRestated(state) ? "\(Self.restated)   " : ""
        let width = max(0, area.width - 2)
        let words = caption(page) { canvas.width(of: restated + $0) <= width }
        canvas.write(
            restated + words, column: 1, row: 1, in: area, role: .footerText,
            width: width)
    }

    private func caption(_ page: LocationsPage, fits: (SafeText) -> Bool) -> SafeText {
        guard page.all.statistics.count > 0 else {
            return page.range == .all
                ? "nothing of this metric is stored"
                : "nothing of this metric is stored in this range"
        }
        let unit: SafeText =
            page.metric.unit.isEmpty ? "" : "unit \(data: page.metric.unit)   "
        let bucket = ClockText.duration(seconds: Double(page.frame.bucketMilliseconds) / 1_000)
        let sources: [SafeText] =
            switch page.frame.source {
            case .rows: [""]
            case .hours: [" (hourly sums)", " (sums)", ""]
            case .newestHours: [" (hourly sums, newest of sparse files)", " (sums, newest)", ""]
            }
        let late = page.rows.filter { LocationLine($0, of: page, decimals: 0).isBehind }
        let ahead = page.frame.aheadText.map { "   \($0)" as SafeText } ?? ""
        func words(_ names: Int, _ source: SafeText) -> SafeText {
            let shown = late.prefix(names).reduce("" as SafeText) { "\($0) \(data: $1.location)" }
            let more: SafeText = late.count > names ? " +\(late.count - names)" : ""
            let behind: SafeText = late.isEmpty ? " none" : "\(shown)\(more)"
            return "\(unit)bucket \(bucket)\(source)   behind:\(behind)\(ahead)"
        }
        // Three of them at least, and more where there is room.
        var names = 3
        let source = sources.first { fits(words(names, $0)) } ?? ""
        while names < late.count, fits(words(names + 1, source)) { names += 1 }
        return words(names, source)
    }

    private static func sumRows(_ insideHeight: Int) -> Int { insideHeight >= 8 ? 2 : 0 }

    /// How wide the sparkline is where the pane stands now; so many buckets are asked for.
    private static func seriesWidth(_ state: ConsoleState) -> Int {
        let list = state.list(.pane(.locations))
        let width = paneWidth(state)
        let names = page(state).map { nameWidth($0, in: width) }
        let columns = LocationLine.definition.columns.map(\.layout)
            .filter { !list.hiddenColumns.contains($0.id) }
            .map { layout in
                guard layout.id == "loc", let names else { return layout }
                return layout.atMost(names)
            }
        let frame = TableFrame(columns, list, width: width - 2)
        return frame.places.first { $0.id == "series" }?.width ?? 16
    }

    private static func paneWidth(_ state: ConsoleState) -> Int {
        Layout(state).panes.first { $0.id == .locations }?.area.width ?? 40
    }

    /// How wide names may be: as the longest is with its sign, but a quarter of the pane at most, and 8 columns at least.
    private static func nameWidth(_ page: LocationsPage, in paneWidth: Int) -> Int {
        let longest = page.rows.prefix(1_000).reduce(0) { max($0, $1.location.utf8.count) }
        return max(8, min(longest + 1, paneWidth / 4))
    }

    /// So many decimals that about three digits of the spread can be told apart.
    private static func decimals(_ statistics: MetricStatistics) -> Int {
        switch statistics.standardDeviation {
        case 100...: 0
        case 1...: 1
        case 0.1...: 2
        case 0: 1
        default: 3
        }
    }
}
