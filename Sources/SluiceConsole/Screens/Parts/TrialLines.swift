internal import SluiceCore

/// What other limits of a field would do to what is held and what is stored, with a histogram of its values.
struct TrialLines {
    let limits: RulesPage.Limits
    /// The limits that are tried.
    let tried: RuleChange
    /// All that is tried on the dataset.
    let draft: RuleDraft
    /// What the store answered; nil while that is awaited.
    let answer: StationAnswer?
    /// Why it cannot be applied here; nil when it can.
    let refusal: SafeText?
    /// True when the answer is that to other limits.
    let isAwaiting: Bool

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        FactLine.draw(lines, in: area, on: &canvas)
    }

    private var lines: [FactLine] {
        let range = OperationWords.limits(tried.minimum, tried.maximum)
        let isChanged =
            tried.minimum != limits.minimum || tried.maximum != limits.maximum
        let was: SafeText =
            isChanged
            ? "was \(OperationWords.limits(limits.minimum, limits.maximum))" : "in force"
        return [
            FactLine(
                "range", drop: 4, [(range, isChanged ? .editChanged : .text), (was, .footerText)])
        ] + effect + [
            FactLine("tried", drop: 2, [(summary, .footerText)])
        ]
    }

    private var summary: SafeText {
        guard !draft.changes.isEmpty else { return "nothing yet" }
        let parts = draft.changes.map { change -> SafeText in
            "\(data: change.field) \(OperationWords.limits(change.minimum, change.maximum))"
        }
        return "\(OperationWords.joined(parts)) · \(refusal ?? "w applies")"
    }

    private var effect: [FactLine] {
        guard case .trial(let trial)? = answer else {
            let reason: SafeText =
                if case .failed(let reason)? = answer { "✗ \(data: reason)" } else { "… counting" }
            return [FactLine("would", [(reason, .stale)])]
        }
        let role: StyleRole = isAwaiting ? .stale : .text
        let about: SafeText = trial.isEstimate ? "about " : ""
        let freed = OperationWords.counted(trial.freed, "held record", "held records")
        let rejected = OperationWords.counted(trial.rejected, "stored row", "stored rows")
        return [
            FactLine(
                "would",
                [
                    ("free \(about)\(freed)", trial.freed > 0 && !isAwaiting ? .levelOK : role),
                    (
                        "newly reject \(about)\(rejected)",
                        trial.rejected > 0 && !isAwaiting ? .levelError : role
                    ),
                    isAwaiting ? ("… counting", .stale) : nil,
                ]),
            FactLine("by place", drop: 5, places(trial)),
            FactLine("values", drop: 1) { canvas, area in
                drawHistogram(trial.histogram, in: area, on: &canvas)
            },
            FactLine("", drop: 3) { canvas, area in
                drawLimits(trial.histogram, in: area, on: &canvas)
            },
        ]
    }

    private func places(_ trial: RuleTrial) -> [FactLine.Fact?] {
        guard !trial.places.isEmpty else { return [("none", .footerText)] }
        return trial.places.map { place in
            let freed: SafeText = place.freed > 0 ? " +\(place.freed)" : ""
            let rejected: SafeText = place.rejected > 0 ? " -\(place.rejected)" : ""
            return (
                "\(data: place.location)\(freed)\(rejected)",
                place.rejected > 0 ? .levelError : .text
            )
        }
    }

    // MARK: Histogram

    private static let labelWidth = 9

    /// How many columns a bin takes, and how many bins share a column: one of both is 1.
    private func scale(_ bins: [RuleTrial.Bin], _ width: Int) -> (columns: Int, bins: Int) {
        let room = max(1, min(64, width - 2 * Self.labelWidth))
        return bins.count <= room
            ? (max(1, room / max(1, bins.count)), 1)
            : (1, (bins.count + room - 1) / room)
    }

    private func drawHistogram(
        _ bins: [RuleTrial.Bin], in area: Rectangle, on canvas: inout Canvas
    ) {
        guard let first = bins.first, bins.count > 1 else {
            canvas.write(
                "no number is stored or held", column: 0, row: 0, in: area, role: .footerText)
            return
        }
        let scale = scale(bins, area.width)
        let groups = stride(from: 0, to: bins.count, by: scale.bins).map {
            bins[$0..<min(bins.count, $0 + scale.bins)]
        }
        let sums = groups.map { group in
            group.reduce((stored: 0, held: 0)) { ($0.stored + $1.stored, $0.held + $1.held) }
        }
        let most = sums.map { $0.stored + $0.held }.max() ?? 0
        canvas.write(
            NumberText.short(first.start), column: 0, row: 0, in: area, role: .chartAxis,
            width: Self.labelWidth - 1, alignment: .right)
        for (index, sum) in sums.enumerated() where sum.stored + sum.held > 0 {
            for offset in 0..<scale.columns {
                canvas.column(
                    Double(sum.stored + sum.held) / Double(max(1, most)),
                    column: Self.labelWidth + index * scale.columns + offset, in: area,
                    role: sum.stored == 0 ? .chartBad : .chartLine)
            }
        }
        canvas.write(
            NumberText.short(bins[bins.count - 1].end),
            column: Self.labelWidth + sums.count * scale.columns + 1, row: 0, in: area,
            role: .chartAxis)
    }

    /// A sign below the columns of the limits.
    private func drawLimits(
        _ bins: [RuleTrial.Bin], in area: Rectangle, on canvas: inout Canvas
    ) {
        guard let first = bins.first, bins.count > 1 else { return }
        let step = bins[1].start - first.start
        let scale = scale(bins, area.width)
        guard step > 0 else { return }
        for limit in [tried.minimum, tried.maximum] {
            guard let limit else { continue }
            let bin = ((limit - first.start) / step).rounded(.down)
            let sign: (Unicode.Scalar, Int) =
                bin < 0
                ? ("<", -1)
                : bin >= Double(bins.count)
                    ? (">", (bins.count + scale.bins - 1) / scale.bins * scale.columns)
                    : ("^", Int(bin) / scale.bins * scale.columns)
            canvas.sign(
                sign.0, column: Self.labelWidth + sign.1, row: 0, in: area, role: .chartLimit)
        }
        canvas.write("^ limits", column: 0, row: 0, in: area, role: .chartLimit)
    }
}
