internal import SluiceCore

/// Columns of the share of held records over arrival time, with axes and a threshold.
///
/// A bucket that read nothing is a gap; one that held nothing of what it read is a dot on the floor.
struct ErrorRateChart {
    let buckets: [ErrorRateCounts]
    let bucketSeconds: Int
    let endMicroseconds: Int64
    let threshold: Double?
    /// The bucket that is looked at, counted from the newest.
    let cursor: Int?
    let zone: ShownZone

    /// The columns before the plot: a number, and the axis.
    private static let axisWidth = 6

    /// The length of all buckets.
    var seconds: Int { buckets.count * bucketSeconds }

    /// What the looked at bucket holds, in words, or in a short form its rate alone; nil when none is.
    func readOut(isShort: Bool = false) -> SafeText? {
        guard let cursor, buckets.indices.contains(buckets.count - 1 - cursor) else { return nil }
        let bucket = buckets[buckets.count - 1 - cursor]
        let time = moment(ago: (cursor + 1) * bucketSeconds, isShort: isShort)
        guard let rate = bucket.rate else {
            return "▲ \(time)  \(isShort ? "none" : "nothing was read" as SafeText)"
        }
        let percent = NumberText.percent(rate)
        guard !isShort else { return "▲ \(time)  \(percent) %" }
        let records = NumberText.grouped(bucket.records)
        return "▲ \(time)  \(percent) %  \(NumberText.grouped(bucket.held)) of \(records) held"
    }

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        guard area.height >= 3, area.width >= 20 else {
            return drawColumns(top: scale(rows: area.height).top, in: area, on: &canvas)
        }
        let plot = Rectangle(
            column: area.column + Self.axisWidth, row: area.row,
            width: area.width - Self.axisWidth - 1, height: area.height - 1)
        let scale = scale(rows: plot.height)
        let top = scale.top
        drawAxis(scale, plot, in: area, on: &canvas)
        if let threshold {
            // On the row whose number it is: a row is labelled by what a column that ends with it stands for.
            let rows = Int((min(1, threshold / top) * Double(plot.height)).rounded())
            let row = plot.height - max(1, rows)
            for column in 0..<plot.width {
                canvas.sign(
                    canvas.medium.glyphs.threshold, column: column, row: row, in: plot,
                    role: .chartLimit)
            }
        }
        drawColumns(top: top, in: plot, on: &canvas)
        let floor = Rectangle(
            column: plot.column, row: area.row + area.height - 1, width: plot.width, height: 1)
        let place = cursor.flatMap { cursor in
            cursor < buckets.count
                ? column(of: buckets.count - 1 - cursor, width: plot.width) : nil
        }
        drawTimes(in: floor, around: place, on: &canvas)
        guard let place else { return }
        canvas.sign(
            canvas.medium.glyphs.ascending, column: place, row: 0, in: floor, role: .rowMark)
    }

    /// The column that shows a bucket; the middle one where several do.
    private func column(of bucket: Int, width: Int) -> Int {
        let count = buckets.count
        return count >= width
            ? ((bucket + 1) * width - 1) / count : (2 * bucket + 1) * width / (2 * count)
    }

    private func drawColumns(top: Double, in plot: Rectangle, on canvas: inout Canvas) {
        for column in 0..<plot.width {
            let first = column * buckets.count / plot.width
            let last = max(first + 1, (column + 1) * buckets.count / plot.width)
            let shown = buckets[first..<min(last, buckets.count)]
            let records = shown.reduce(0) { $0 + Double($1.records) }
            guard records > 0 else { continue }
            let rate = shown.reduce(0) { $0 + Double($1.held) } / records
            guard rate > 0 else {
                canvas.sign(
                    canvas.medium.glyphs.dot, column: column, row: plot.height - 1, in: plot,
                    role: .chartAxis)
                continue
            }
            let isAbove = threshold.map { rate > $0 } ?? false
            canvas.column(
                rate / top, column: column, in: plot, role: isAbove ? .chartBad : .chartLine)
        }
    }

    private func drawAxis(
        _ scale: Scale, _ plot: Rectangle, in area: Rectangle, on canvas: inout Canvas
    ) {
        let glyphs = canvas.medium.glyphs
        for row in 0..<plot.height {
            let hasTick = row % 2 == 0
            canvas.sign(
                hasTick ? glyphs.tick : glyphs.axis, column: Self.axisWidth - 1, row: row,
                in: area, role: .chartAxis)
            let value = scale.step * Double(plot.height - row)
            guard hasTick else { continue }
            canvas.write(
                "\(NumberText.fixed(value * 100, decimals: scale.decimals))%", column: 0, row: row,
                in: area, role: .chartAxis,
                width: Self.axisWidth - 1, alignment: .right)
        }
    }

    /// The times below the chart, but for one that the cursor's sign would fall into.
    private func drawTimes(in floor: Rectangle, around cursor: Int?, on canvas: inout Canvas) {
        let isWide = floor.width >= 45
        let parts = isWide ? 4 : 2
        for part in 0...parts {
            let ago = seconds * (parts - part) / parts
            let text: SafeText =
                isWide
                ? moment(ago: ago)
                : Self.ago(ago)
            let width = canvas.width(of: text)
            let middle = floor.width * part / parts
            let column = min(max(0, middle - width / 2), floor.width - width)
            if let cursor, (column - 1...column + width).contains(cursor) { continue }
            canvas.write(text, column: column, row: 0, in: floor, role: .chartAxis)
        }
    }

    /// The time of day; with the day where the chart is longer than one, in short to the hour.
    private func moment(ago seconds: Int, isShort: Bool = false) -> SafeText {
        let moment = milliseconds(ago: seconds)
        let minute = ClockText.minute(milliseconds: moment, zone: zone)
        guard self.seconds > 86_400 else { return minute }
        let day = ClockText.day(milliseconds: moment, zone: zone)
        return isShort ? "\(day) \(data: String(minute.string.prefix(2)))h" : "\(day) \(minute)"
    }

    /// How long ago, in few columns.
    private static func ago(_ seconds: Int) -> SafeText {
        switch seconds {
        case 0: "now"
        case ...7_200: "-\(seconds / 60)m"
        case 172_800...:
            "-\(NumberText.fixed(Double(seconds) / 86_400, decimals: seconds % 86_400 == 0 ? 0 : 1))d"
        default: "-\(seconds / 3_600)h"
        }
    }

    private func milliseconds(ago seconds: Int) -> Int64 {
        endMicroseconds / 1_000 - Int64(seconds) * 1_000
    }

    /// How much of the rate a row of the plot stands for.
    private struct Scale {
        let step: Double
        let top: Double
        /// The decimals that tell the rows' percentages apart.
        let decimals: Int
    }

    /// A round number for each row, such that the highest column and the threshold lie below the upper edge; where the rows
    /// would go beyond all that is read, as many parts of it as there are rows.
    private func scale(rows: Int) -> Scale {
        let highest = buckets.compactMap(\.rate).max() ?? 0
        let needed = max(highest, (threshold ?? 0) * 1.2, 0.001) / Double(max(1, rows))
        var unit = 0.0001
        while unit * 10 < needed { unit *= 10 }
        let round = unit * ([1, 2, 3, 4, 5, 6, 8].first { unit * $0 >= needed } ?? 10)
        let step = min(round, 1 / Double(max(1, rows)))
        let decimals = step >= 0.00999 ? 0 : step >= 0.000999 ? 1 : 2
        return Scale(step: step, top: step * Double(rows), decimals: decimals)
    }
}
