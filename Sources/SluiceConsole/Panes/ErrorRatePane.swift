package import SluiceCore

/// Pane 2: which share of the records is held, by the time they arrived, and why.
package struct ErrorRatePane: Pane {
    package let id = PaneID.errorRate
    package let title: SafeText = "Error rate"
    package let shortTitle: SafeText = "Err"
    package let isList = false

    /// Makes the pane.
    package init() {}

    /// What arrived before the last hour is asked of the store.
    package func query(_ state: ConsoleState) -> StationQuery? {
        let moment = state.isFrozen ? state.snapshot.takenMicroseconds : state.nowMicroseconds
        return ArrivalFrame(state.preferences.arrivalRange, until: moment).map { .arrivals($0) }
    }

    package func chartLength(_ state: ConsoleState) -> Int { Self.chart(state).buckets.count }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let chart = Self.chart(state)
        let inside = canvas.box(
            area, title: heading, note: note(state, in: area), isFocused: isFocused)
        guard !chart.buckets.isEmpty else {
            guard query(state) == nil else {
                return canvas.absence(
                    of: state.requests.answers[.pane(.errorRate)], in: inside)
            }
            return canvas.note("no record has arrived yet", role: .stale, in: inside)
        }
        let legend = Self.legendRows(inside.height)
        chart.draw(in: inside.droppingBottom(legend), on: &canvas)
        drawLegend(state, chart, in: inside.droppingTop(inside.height - legend), on: &canvas)
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        BorderNote(words(state, Self.chart(state), in: area))
    }

    private func words(
        _ state: ConsoleState, _ chart: ErrorRateChart, in area: Rectangle
    ) -> SafeText {
        let width = area.width
        // The cursor is read out below the chart, where there is room for that.
        if Self.legendRows(area.height - 2) == 0, let readOut = chart.readOut(isShort: width < 60) {
            return readOut
        }
        let records = chart.buckets.reduce(0) { $0 + $1.records }
        let held = chart.buckets.reduce(0) { $0 + $1.held }
        var note: SafeText =
            records > 0
            ? "\(NumberText.percent(Double(held) / Double(records))) %"
            : chart.buckets.isEmpty ? "…" : "nothing read"
        // What is shown as one number, and whether it has become better or worse of late.
        let live = state.snapshot.errorRate
        if let current = live.current, let previous = live.previous {
            note = "\(note) \(Self.change(from: previous, to: current, isLong: width >= 50))"
        }
        guard !chart.buckets.isEmpty else { return note }
        let hours = chart.seconds / 3_600
        let minutes = chart.seconds / 60
        guard width >= 50 else { return "\(note) \(hours > 1 ? "\(hours)h" : "\(minutes)m")" }
        let length: SafeText =
            hours > 48 ? "\(hours / 24) d" : hours > 1 ? "\(hours) h" : "\(minutes) min"
        return "\(note) · \(length)\(width >= 70 ? " · t: range" as SafeText : "")"
    }

    private static func change(from old: Double, to new: Double, isLong: Bool) -> SafeText {
        let points = (new - old) * 100
        guard points.magnitude >= 0.05 else { return "=" }
        let sign: SafeText = points > 0 ? "▲" : "▼"
        guard isLong else { return sign }
        let plus: SafeText = points > 0 ? "+" : ""
        return "\(sign) \(plus)\(NumberText.fixed(points, decimals: 1))"
    }

    /// What is shown: the last hour as the snapshot has it, or more as the store has it.
    private static func series(_ state: ConsoleState) -> ErrorRateSeries {
        let live = state.snapshot.errorRate
        guard state.preferences.arrivalRange != .hour else { return live }
        var series = ErrorRateSeries()
        if case .arrivals(let answer)? = state.requests.answers[.pane(.errorRate)] {
            series = answer
        }
        (series.threshold, series.thresholdSeconds) = (live.threshold, live.thresholdSeconds)
        return series
    }

    /// The newest buckets that the zoom leaves, at least five.
    private static func chart(_ state: ConsoleState) -> ErrorRateChart {
        let series = series(state)
        let list = state.list(.pane(.errorRate))
        let count = series.buckets.count
        return ErrorRateChart(
            buckets: Array(series.buckets.suffix(max(min(5, count), count >> min(list.zoom, 8)))),
            bucketSeconds: series.bucketSeconds, endMicroseconds: series.endMicroseconds,
            threshold: series.threshold, cursor: list.chartCursor, zone: state.zone)
    }

    private static func legendRows(_ height: Int) -> Int {
        switch height {
        case 17...: 6
        case 10...16: 2
        case 8...9: 1
        default: 0
        }
    }

    private func drawLegend(
        _ state: ConsoleState, _ chart: ErrorRateChart, in area: Rectangle,
        on canvas: inout Canvas
    ) {
        let series = Self.series(state)
        guard area.height > 1 else {
            if let readOut = chart.readOut() {
                canvas.note(readOut, role: .text, in: area)
            } else {
                canvas.reasonLine(series.reasons, in: area)
            }
            return
        }
        let reasons = area.droppingBottom(1)
        if reasons.height > 1 {
            canvas.reasonBars(series.reasons, in: reasons.droppingTop(1))
        } else {
            canvas.reasonLine(series.reasons, in: reasons)
        }
        let last = area.droppingTop(area.height - 1)
        canvas.note(chart.readOut() ?? Self.alertText(series), role: .chartAxis, in: last)
    }

    private static func alertText(_ series: ErrorRateSeries) -> SafeText {
        guard let threshold = series.threshold else { return "no alert is set for the rate" }
        let percent = PercentText.text(threshold)
        return "alert: > \(data: percent) for \(series.thresholdSeconds) s   ╌╌ threshold"
    }
}
