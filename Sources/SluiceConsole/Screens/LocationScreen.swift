internal import SluiceCore

/// One location: a metric over event time with its band, what the cursor stands on, and all metrics in short.
struct LocationScreen: ScreenView {
    /// Its name as it stands in the data.
    let location: String
    /// How the chart is looked at.
    let chart: ChartView

    func crumb(_ state: ConsoleState) -> SafeText {
        let name = Sanitiser.safe(location, limit: 60)
        guard let metric = state.shownMetric else { return name }
        return "\(name) > \(data: state.label(metric))"
    }

    /// As many buckets as there are columns, and twice as many for each time the chart was halved.
    func query(_ state: ConsoleState) -> StationQuery? {
        guard let metric = state.shownMetric else { return nil }
        let columns = max(10, state.size.columns - 4 - RangeChart.axisWidth)
        return .location(
            location, metric, state.preferences.range, buckets: columns << chart.zoom)
    }

    func table(_ state: ConsoleState) -> Table? {
        Self.definition.table(detail(state)?.metrics ?? [], state.activeList, state)
    }

    func listRows(in area: Rectangle, state: ConsoleState) -> Int {
        max(0, parts(area, state).list.height - 3)
    }

    func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        guard let detail = detail(state) else {
            let inside = canvas.box(area, title: crumb(state), isFocused: true)
            if state.shownMetric == nil {
                canvas.plate(
                    "! No metric is known yet.", hint: "The first file that is stored brings them.",
                    role: .levelWarn, in: inside)
            } else {
                canvas.plate(state.activeAnswer, noun: "location", in: inside)
            }
            return
        }
        let parts = parts(area, state)
        let inside = canvas.box(
            parts.chart, title: "\(data: detail.location) \(data: state.label(detail.metric))",
            note: note(detail), isFocused: true)
        rangeChart(detail, state).draw(in: inside.inset(columns: 1, rows: 0), on: &canvas)
        if detail.range != state.preferences.range || detail.metric != state.shownMetric {
            canvas.write(
                "… asking the store", column: RangeChart.axisWidth + 2, row: 0, in: inside,
                role: .stale)
        }
        drawMetrics(detail, state, in: parts.list, on: &canvas)
    }

    /// The chart's cursor goes to the bucket that was clicked.
    func point(at event: MouseEvent, in area: Rectangle, _ state: inout ConsoleState) -> Bool {
        guard let detail = detail(state) else { return false }
        let inside = parts(area, state).chart.inset(columns: 2, rows: 1)
        guard
            let bucket = rangeChart(detail, state)
                .bucket(atColumn: event.column, row: event.row, in: inside)
        else { return false }
        var chart = chart
        chart.move(to: bucket, in: detail.frame)
        state.screens[state.screens.count - 1] = .location(location, chart)
        return true
    }

    private func rangeChart(_ detail: LocationDetail, _ state: ConsoleState) -> RangeChart {
        RangeChart(
            detail: detail, view: chart, zone: state.zone,
            restated: state.restatedHours(of: detail.metric.name, at: detail.location))
    }

    /// What the store answered; nil before it did.
    func detail(_ state: ConsoleState) -> LocationDetail? {
        guard case .location(let detail)? = state.activeAnswer else { return nil }
        return detail
    }

    private func parts(
        _ area: Rectangle, _ state: ConsoleState
    ) -> (chart: Rectangle, list: Rectangle) {
        let metrics = detail(state)?.metrics.count ?? 0
        guard area.height >= 16 else { return (area, area.bottom(0)) }
        let list = min(metrics + 3, max(5, area.height * 2 / 5))
        return (area.droppingBottom(list), area.bottom(list))
    }

    private func note(_ detail: LocationDetail) -> BorderNote {
        let bucket = ClockText.duration(seconds: Double(detail.frame.bucketMilliseconds) / 1_000)
        let source: SafeText =
            switch detail.frame.source {
            case .rows: ""
            case .hours: " · hourly"
            case .newestHours: " · hourly, newest of sparse files"
            }
        return BorderNote([("\(data: detail.range.rawValue)", 2)])
            + BorderNote(chart.zoom > 0 ? "zoom \(1 << chart.zoom)×" : "")
            + BorderNote(
                [("mean, min–max band", 7)],
                [("bucket \(bucket)\(source)", 6), ("bucket \(bucket)", 5)])
            + BorderNote(detail.frame.aheadText ?? "")
    }

    private func drawMetrics(
        _ detail: LocationDetail, _ state: ConsoleState, in area: Rectangle, on canvas: inout Canvas
    ) {
        guard area.height > 2, let table = table(state) else { return }
        let more = table.count - max(0, area.height - 3)
        let inside = canvas.box(
            area, title: "All metrics",
            note: BorderNote([("\(data: detail.range.rawValue)", 3)], [("Enter shows it", 8)])
                + BorderNote(more > 0 ? "+\(more) more" : "")
                + state.listNote(width: area.width))
        canvas.table(table, state.activeList, in: inside, isFocused: true)
    }

    private static let definition = TableDefinition<LocationDetail.Metric>(
        columns: [
            TableColumn(ColumnLayout("metric", "metric", width: 15, mostWidth: 26)) {
                .text($0.metric.name)
            } field: { row, state in
                row.metric == state.shownMetric
                    ? .text("● \(data: row.metric.name)", .title)
                    : .text("  \(data: row.metric.name)")
            },
            TableColumn(
                ColumnLayout("n", "n", width: 5, mostWidth: 7, alignment: .right, drop: 2)
            ) {
                .number(Double($0.statistics.count))
            } field: { row, _ in
                .text(
                    NumberText.grouped(row.statistics.count), .text,
                    shorter: NumberText.count(row.statistics.count))
            },
            number("min", drop: 1) { $0.minimum },
            number("avg") { $0.mean },
            number("max", drop: 1) { $0.maximum },
            // One reading has no deviation.
            number("sd", drop: 4, least: 2) { $0.standardDeviation },
            TableColumn(ColumnLayout("unit", "unit", width: 4, mostWidth: 8, drop: 5)) {
                .text($0.metric.unit)
            } field: { row, _ in
                .text(Sanitiser.safe(row.metric.unit), .footerText)
            },
            TableColumn(
                ColumnLayout("series", "trend", width: 12, mostWidth: 240, drop: 3)
            ) { _ in
                .none
            } field: { row, state in
                .series(condensed(row.series, to: max(12, state.size.columns - 80)))
            },
        ],
        key: { .name($0.metric.name) })

    /// A series in at most so many values, each the mean of those it stands for; nil where all of them are gaps.
    private static func condensed(_ series: [Double?], to count: Int) -> [Double?] {
        guard series.count > count else { return series }
        return (0..<count).map { place in
            let part = series[(place * series.count / count)..<((place + 1) * series.count / count)]
            let values = part.compactMap { $0 }
            return values.isEmpty
                ? nil : values.reduce(0) { $0 + $1 / Double(values.count) }
        }
    }

    private static func number(
        _ name: String, drop: Int = 0, least: Int = 1,
        _ value: @escaping @Sendable (MetricStatistics) -> Double
    ) -> TableColumn<LocationDetail.Metric> {
        let layout = ColumnLayout(
            name, Sanitiser.safe(name), width: 6, mostWidth: 7, alignment: .right, drop: drop)
        return TableColumn(layout) {
            $0.statistics.count >= least ? .number(value($0.statistics)) : .none
        } field: { row, _ in
            .text(row.statistics.count >= least ? NumberText.short(value(row.statistics)) : "-")
        }
    }
}
