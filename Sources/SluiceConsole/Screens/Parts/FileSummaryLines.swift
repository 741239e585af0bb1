internal import SluiceCore

/// What a file's drill-down says above the list of its bad rows.
struct FileSummaryLines {
    let detail: FileDetail
    let state: ConsoleState
    /// The line of the bad row the cursor is on; nil when there is none.
    let selectedLine: Int?

    var lines: [FactLine] {
        [
            FactLine("sha256", drop: 6, [(Sanitiser.safe(detail.sha256), .text)]),
            FactLine(
                "file", drop: 7, cutsLast: true,
                [
                    (NumberText.bytes(detail.summary.sizeBytes), .text),
                    detail.format.isEmpty ? nil : (Sanitiser.safe(detail.format), .footerText),
                    dataset,
                    (
                        detail.archiveName.map { "kept as \(data: $0)" } ?? "not in the archive",
                        .text
                    ),
                ]),
            FactLine("arrived", drop: 4, times),
            FactLine("stages", drop: 5, stages),
            FactLine("rows", drop: 0, gap: 1, counts),
        ] + (isRefused ? header : reasonsAndMap)
    }

    /// The header of a file that was refused for it, whose columns an operator may name.
    private var header: [FactLine] {
        guard !detail.header.isEmpty else { return [] }
        let line = Sanitiser.safe(detail.header, limit: 512)
        return [FactLine("header", drop: 1, cutsLast: true, [(line, .text)])]
    }

    /// True for a file of which no record was judged.
    private var isRefused: Bool {
        if case .rejected = detail.summary.phase { return true }
        return false
    }

    private var reasonsAndMap: [FactLine] {
        [
            FactLine("reasons", drop: 2) { canvas, area in reasons(in: area, on: &canvas) },
            FactLine("map", drop: 1) { canvas, area in map(in: area, on: &canvas) },
            FactLine("", drop: 3) { canvas, area in axis(in: area, on: &canvas) },
        ]
    }

    private var dataset: FactLine.Fact? {
        guard !detail.summary.dataset.isEmpty else { return nil }
        return ("dataset \(data: detail.summary.dataset)", .footerText)
    }

    private var times: [FactLine.Fact?] {
        let summary = detail.summary
        let arrived = ClockText.full(summary.arrivedMicroseconds, zone: state.zone)
        guard let committed = summary.committedMicroseconds else { return [(arrived, .text)] }
        return [
            (arrived, .text),
            ("committed \(ClockText.time(committed, zone: state.zone))", .text),
            ("\(data: state.zone.name)", .footerText),
        ]
    }

    private var stages: [FactLine.Fact?] {
        let stages = detail.stages.map { stage -> FactLine.Fact? in
            let time = NumberText.grouped(stage.milliseconds)
            return ("\(data: stage.stage.rawValue) \(time) ms", .text)
        }
        guard let whole = detail.summary.milliseconds else {
            return stages.isEmpty ? [("taken by an earlier run", .footerText)] : stages
        }
        return stages + [("\(NumberText.grouped(whole)) ms of work", .footerText)]
    }

    private var isWide: Bool { state.size.columns >= 70 }

    /// The equation that must always hold; where it does not, it says so.
    private var counts: [FactLine.Fact?] {
        let summary = detail.summary
        if case .rejected(let code) = summary.phase {
            return [("refused as a whole: \(data: code.rawValue)", .levelError)]
        }
        let accounted = summary.stored + summary.held + summary.discarded
        let holds = summary.records == accounted
        guard isWide else {
            return [
                holds ? nil : ("! run doctor", .levelError),
                ("\(NumberText.count(summary.stored)) stored,", .text),
                (
                    "\(NumberText.count(summary.held)) held",
                    summary.held > 0 ? .levelWarn : .text
                ),
            ]
        }
        return [
            holds ? nil : ("! run sluice doctor:", .levelError),
            ("\(NumberText.grouped(summary.records)) read \(holds ? "=" : "is not")", .text),
            ("\(NumberText.grouped(summary.stored)) stored +", .text),
            (
                "\(NumberText.grouped(summary.held)) held +",
                summary.held > 0 ? .levelWarn : .text
            ),
            ("\(NumberText.grouped(summary.discarded)) discarded", .text),
        ]
    }

    private func reasons(in area: Rectangle, on canvas: inout Canvas) {
        guard let most = detail.reasons.first?.count, most > 0 else {
            canvas.write("none", column: 0, row: 0, in: area, role: .footerText)
            return
        }
        let longest = max(4, min(24, area.width / max(2, min(4, detail.reasons.count)) - 12))
        var column = 0
        for (place, reason) in detail.reasons.enumerated() {
            let left = detail.reasons[place...].reduce(0) { $0 + $1.count }
            let rest: SafeText = "and \(NumberText.grouped(left)) more"
            let label: SafeText =
                "\(data: reason.code.rawValue) \(NumberText.grouped(reason.count))"
            let part = Double(reason.count) / Double(most)
            let bar = max(1, Int((part * Double(longest)).rounded(.up)))
            let width = canvas.width(of: label) + 1
            // What has no room is told by its sum, for which room is kept.
            let kept = place == detail.reasons.count - 1 ? 0 : canvas.width(of: rest) + 2
            guard column == 0 || column + width + bar + kept <= area.width else {
                canvas.write(
                    rest, column: column, row: 0, in: area, role: .footerText,
                    width: max(0, area.width - column))
                break
            }
            canvas.write(label, column: column, row: 0, in: area)
            canvas.bar(
                part * Double(longest) / Double(bar), column: column + width, row: 0, width: bar,
                in: area, role: .chartBad)
            column += width + bar + 2
        }
    }

    /// How many bad rows each stretch of lines has, as columns between a dot for none and a full block for the most.
    private func map(in area: Rectangle, on canvas: inout Canvas) {
        guard let most = detail.badMap.max(), most > 0 else {
            canvas.write("no bad row", column: 0, row: 0, in: area, role: .footerText)
            return
        }
        let signs = canvas.medium.glyphs.columns
        for (column, count) in detail.badMap.enumerated() {
            guard count > 0 else {
                canvas.sign(
                    canvas.medium.glyphs.dot, column: column, row: 0, in: area, role: .chartAxis)
                continue
            }
            let level = most == 1 ? 7 : 1 + (count - 1) * 6 / (most - 1)
            canvas.sign(signs[level], column: column, row: 0, in: area, role: .chartBad)
        }
    }

    /// First, middle and last line below the map, and where the selected row sits.
    private func axis(in area: Rectangle, on canvas: inout Canvas) {
        let width = min(detail.badMap.count, area.width)
        guard width > 0, detail.lastLine > 0 else { return }
        let last = NumberText.grouped(detail.lastLine)
        canvas.write("1", column: 0, row: 0, in: area, role: .chartAxis)
        canvas.write(
            last, column: width - canvas.width(of: last), row: 0, in: area, role: .chartAxis)
        if width >= 40 {
            canvas.write(
                NumberText.grouped((detail.lastLine + 1) / 2), column: width / 2, row: 0, in: area,
                role: .chartAxis)
        }
        guard let selectedLine, selectedLine >= 1 else { return }
        let line = min(selectedLine, detail.lastLine)
        let place = Int(Double(line - 1) / Double(detail.lastLine) * Double(detail.badMap.count))
        let number = NumberText.grouped(line)
        let right: SafeText = "▲ line \(number)"
        let fits = place + canvas.width(of: right) <= area.width
        canvas.write(
            fits ? right : "line \(number) ▲",
            column: fits ? place : place + 1 - canvas.width(of: right), row: 0, in: area,
            role: .rowMark)
    }
}
