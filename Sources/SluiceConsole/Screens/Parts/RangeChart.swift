internal import SluiceCore

/// A metric over event time: a line of means in a band from the smallest to the largest, gaps left blank.
struct RangeChart {
    /// The columns of the numbers at the left, with their line.
    static let axisWidth = 8

    let detail: LocationDetail
    let view: ChartView
    let zone: ShownZone
    /// The hours that an operation restated; columns that show some of them have a sign below.
    let restated: HourSpans

    private var frame: SeriesFrame { detail.frame }
    private var window: Range<Int> { view.window(in: frame) }

    /// Draws it with its axes, and below it what the cursor stands on.
    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let plot = plot(area)
        guard plot.width > 0, plot.height > 0 else { return }
        let shown = window.compactMap { bucket($0) }
        guard let scale = AxisScale(shown, rows: plot.height) else {
            let isPart = window.count < frame.count
            return canvas.plate(
                isPart ? "no reading in this part" : "no reading in this range",
                hint: isPart
                    ? "h l: earlier, later  -: more of the range"
                    : "t: another range, m: another metric", role: .stale, in: plot)
        }
        drawAxis(scale, area, plot, on: &canvas)
        for column in 0..<plot.width { drawColumn(column, scale, in: plot, on: &canvas) }
        if hasMarks(area) { drawMarks(area, plot, on: &canvas) }
        drawTimes(area, plot, on: &canvas)
        drawReadout(in: area.bottom(1), on: &canvas)
    }

    /// Where the line and its band are drawn.
    private func plot(_ area: Rectangle) -> Rectangle {
        Rectangle(
            column: area.column + Self.axisWidth, row: area.row,
            width: area.width - Self.axisWidth,
            height: area.height - (hasMarks(area) ? 3 : 2))
    }

    /// The bucket that is shown in a cell of the screen, or above it; nil beside the chart, and of one that shows no bucket.
    func bucket(atColumn column: Int, row: Int, in area: Rectangle) -> Int? {
        let plot = plot(area)
        guard plot.width > 0, !window.isEmpty,
            area.droppingBottom(1).contains(column: column, row: row),
            column >= plot.column
        else { return nil }
        return index(column - plot.column, plot)
    }

    /// True when there is a row for the signs of restated buckets.
    private func hasMarks(_ area: Rectangle) -> Bool {
        area.height >= 5 && isRestated(window)
    }

    private func isRestated(_ buckets: Range<Int>) -> Bool {
        !restated.isEmpty && restated.overlaps(milliseconds: frame.milliseconds(of: buckets))
    }

    private func bucket(_ index: Int) -> LocationDetail.Bucket? {
        detail.buckets.indices.contains(index) ? detail.buckets[index] : nil
    }

    /// The bucket that a column of the plot shows.
    private func index(_ column: Int, _ plot: Rectangle) -> Int {
        window.lowerBound + column * window.count / plot.width
    }

    /// The column in the middle of those that show the cursor's bucket.
    private func cursorColumn(_ plot: Rectangle) -> Int {
        let place = view.cursor(in: frame) - window.lowerBound
        let count = max(1, window.count)
        let first = (place * plot.width + count - 1) / count
        let next = ((place + 1) * plot.width + count - 1) / count
        return min(plot.width - 1, max(0, (first + max(first, next - 1)) / 2))
    }

    private func drawAxis(
        _ scale: AxisScale, _ area: Rectangle, _ plot: Rectangle, on canvas: inout Canvas
    ) {
        let glyphs = canvas.medium.glyphs
        let column = Self.axisWidth - 1
        for row in 0..<plot.height {
            let label = scale.label(row)
            canvas.sign(
                label == nil ? glyphs.axis : glyphs.tick, column: column, row: row, in: area,
                role: .chartAxis)
            guard let label else { continue }
            canvas.write(
                label, column: 0, row: row, in: area, role: .chartAxis, width: column,
                alignment: .right)
        }
    }

    private func drawColumn(
        _ column: Int, _ scale: AxisScale, in plot: Rectangle, on canvas: inout Canvas
    ) {
        guard let bucket = bucket(index(column, plot)) else { return }
        let glyphs = canvas.medium.glyphs
        let top = scale.row(bucket.maximum)
        for row in top...max(top, scale.row(bucket.minimum)) {
            canvas.sign(glyphs.dot, column: column, row: row, in: plot, role: .chartAxis)
        }
        let isCursor = column == cursorColumn(plot)
        canvas.sign(
            isCursor ? glyphs.point : glyphs.line, column: column, row: scale.row(bucket.mean),
            in: plot, role: isCursor ? .rowMark : .chartLine)
    }

    /// Marks the columns with restated buckets, gaps included: their readings may all be gone.
    private func drawMarks(_ area: Rectangle, _ plot: Rectangle, on canvas: inout Canvas) {
        let row = area.height - 3
        canvas.write("restated", column: 0, row: row, in: area, role: .editChanged)
        for column in 0..<plot.width {
            let first = index(column, plot)
            guard isRestated(first..<max(first + 1, index(column + 1, plot))) else { continue }
            canvas.write(
                "~", column: Self.axisWidth + column, row: row, in: area, role: .editChanged)
        }
    }

    private func drawTimes(_ area: Rectangle, _ plot: Rectangle, on canvas: inout Canvas) {
        let row = area.height - 2
        let cursor = cursorColumn(plot)
        let span = Double(window.count) * Double(frame.bucketMilliseconds)
        let label =
            switch span {
            case ...129_600_000: ClockText.minute
            case ...31_622_400_000: ClockText.day
            default: ClockText.month
            }
        let step = max(10, plot.width / 6)
        for column in stride(from: 0, to: plot.width - 4, by: step) {
            let time = label(frame.start(of: index(column, plot)), zone)
            let end = column + canvas.width(of: time)
            guard !(column - 1...end).contains(cursor), end <= plot.width else { continue }
            canvas.write(
                time, column: Self.axisWidth + column, row: row, in: area, role: .chartAxis)
        }
        canvas.sign(
            canvas.medium.glyphs.ascending, column: Self.axisWidth + cursor, row: row, in: area,
            role: .rowMark)
    }

    private func drawReadout(in area: Rectangle, on canvas: inout Canvas) {
        let cursor = view.cursor(in: frame)
        let start = frame.start(of: cursor)
        let isRestated = isRestated(cursor..<cursor + 1)
        guard area.width >= 60 else {
            return drawShortReadout(start, isRestated, in: area, on: &canvas)
        }
        let micro = start.multipliedReportingOverflow(by: 1_000)
        let time = ClockText.full(micro.overflow ? 0 : micro.partialValue, zone: zone)
        var facts: [FactLine.Fact?] = [("\(time) \(data: zone.name)", .text)]
        if isRestated { facts.append(("~ restated", .editChanged)) }
        if let bucket = bucket(cursor) {
            let unit: SafeText = detail.metric.unit.isEmpty ? "" : " \(data: detail.metric.unit)"
            facts += [
                ("avg \(number(bucket.mean))\(unit)", .chartLine),
                ("min \(number(bucket.minimum))", .text),
                ("max \(number(bucket.maximum))", .text),
                ("n \(NumberText.grouped(bucket.count))", .text),
            ]
        } else {
            facts.append(("gap: no reading in this bucket", .stale))
        }
        FactLine.draw(
            [FactLine("▲ cursor", facts)],
            in: Rectangle(
                column: area.column - 1, row: area.row, width: area.width + 2, height: 1),
            on: &canvas)
    }

    /// What the cursor stands on in a few words: the mean comes first, the time without its year.
    private func drawShortReadout(
        _ start: Int64, _ isRestated: Bool, in area: Rectangle, on canvas: inout Canvas
    ) {
        let day = ClockText.day(milliseconds: start, zone: zone)
        let minute = ClockText.minute(milliseconds: start, zone: zone)
        let mean: SafeText =
            bucket(view.cursor(in: frame)).map { "avg \(number($0.mean))  n \($0.count)" } ?? "gap"
        let mark: SafeText = !isRestated ? "" : area.width < 50 ? "~ " : "restated  "
        canvas.write(
            "▲ \(mark)\(mean)  \(day) \(minute)", column: 0, row: 0, in: area, role: .chartLine,
            width: area.width)
    }

    private func number(_ value: Double) -> SafeText {
        value.magnitude < 1e5 ? NumberText.fixed(value, decimals: 2) : NumberText.short(value)
    }
}
