internal import SluiceCore

/// One location with what drawing it needs of its page.
struct LocationLine: Sendable {
    var row: LocationsPage.Row
    /// How many decimals the page's values have.
    let decimals: Int
    /// True when its newest reading lies two buckets, and a minute, behind the newest of all.
    let isBehind: Bool
    private let metric: MetricChoice
    /// The event time that is shown, in milliseconds since 1970 UTC.
    private let shown: Range<Int64>

    init(_ row: LocationsPage.Row, of page: LocationsPage, decimals: Int) {
        self.row = row
        self.decimals = decimals
        metric = page.metric
        shown = page.frame.milliseconds
        // A reading far ahead of the clock makes no other location late.
        let newest = page.all.lastMilliseconds.map { min($0, page.frame.endMilliseconds) }
        if let newest, let last = row.lastMilliseconds {
            isBehind = last < newest - max(60_000, 2 * page.frame.bucketMilliseconds)
        } else {
            isBehind = page.all.lastMilliseconds != nil
        }
    }

    private func value(_ number: Double) -> SafeText {
        guard number.magnitude < 100_000, number != 0 || decimals < 3 else {
            return NumberText.short(number)
        }
        return NumberText.fixed(number, decimals: decimals)
    }

    private func statistic(_ number: KeyPath<MetricStatistics, Double>) -> Field {
        .text(row.statistics.count > 0 ? value(row.statistics[keyPath: number]) : "-")
    }

    private static func column(
        _ id: String, _ title: SafeText, drop: Int,
        _ number: KeyPath<MetricStatistics, Double>
            & Sendable
    ) -> TableColumn<LocationLine> {
        TableColumn(ColumnLayout(id, title, width: 6, alignment: .right, drop: drop)) {
            $0.row.statistics.count > 0 ? .number($0.row.statistics[keyPath: number]) : .none
        } field: { line, _ in
            line.statistic(number)
        }
    }

    /// The columns.
    static let definition = TableDefinition<LocationLine>(
        columns: [
            // Cut in the middle, so that the sign behind a restated one stays.
            TableColumn(ColumnLayout("loc", "loc", width: 4, mostWidth: 8, cut: .middle)) {
                Int($0.row.location).map { .number(Double($0)) } ?? .text($0.row.location)
            } field: { line, state in
                let name = Sanitiser.safe(line.row.location)
                let isRestated = state.restatedHours(
                    of: line.metric.name, at: line.row.location
                ).overlaps(milliseconds: line.shown)
                return isRestated ? .text(name + "~", .editChanged) : .text(name)
            },
            TableColumn(ColumnLayout("n", "n", width: 5, alignment: .right, drop: 5)) {
                .number(Double($0.row.statistics.count))
            } field: { line, _ in
                .text(NumberText.compact(line.row.statistics.count))
            },
            column("min", "min", drop: 8, \.minimum),
            column("avg", "avg", drop: 0, \.mean),
            column("max", "max", drop: 7, \.maximum),
            TableColumn(ColumnLayout("sd", "sd", width: 6, alignment: .right, drop: 4)) {
                $0.row.statistics.count > 1
                    ? .number($0.row.statistics.standardDeviation) : .none
            } field: { line, _ in
                .text(
                    line.row.statistics.count > 1
                        ? NumberText.short(line.row.statistics.standardDeviation) : "-")
            },
            TableColumn(ColumnLayout("last", "last", width: 6, alignment: .right, drop: 9)) {
                $0.row.last.map { .number($0) } ?? .none
            } field: { line, _ in
                .text(line.row.last.map { line.value($0) } ?? "-")
            },
            TableColumn(ColumnLayout("age", "age", width: 4, alignment: .right, drop: 6)) {
                $0.row.lastMilliseconds.map { .age(-$0 * 1_000) } ?? .none
            } field: { line, state in
                age(line, state)
            },
            TableColumn(
                ColumnLayout(
                    "series", "over time", width: 12, mostWidth: 200, drop: 2, isSortable: false)
            ) { _ in
                .none
            } field: { line, _ in
                .series(line.row.series)
            },
        ],
        key: { .name($0.row.location) })

    /// How old the newest reading is, as of the last full minute: a screen on which nothing happens stays as it is.
    private static func age(_ line: LocationLine, _ state: ConsoleState) -> Field {
        guard let last = line.row.lastMilliseconds else { return .text("-", .stale) }
        let minute = Double(state.nowMicroseconds / 60_000_000) * 60
        let seconds = minute - Double(last) / 1e3
        // The minute has begun up to a minute ago: what is not yet two of them ahead may be of now.
        guard seconds > -120 else {
            return .text(ClockText.lead(seconds: -seconds - 60), .levelWarn)
        }
        let role: StyleRole = line.isBehind ? .levelWarn : .text
        return .text(seconds < 60 ? "<1m" : ClockText.age(seconds: seconds), role)
    }
}
