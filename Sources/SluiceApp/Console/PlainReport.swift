internal import SluiceConsole
internal import SluiceCore

/// What the panes of a screen show at one moment, as lines: what ``PlainConsole`` says once a minute.
///
/// Pure. Every line stands by itself, the most important first; what the log has told already is not told again.
struct PlainReport {
    /// Locations of a page that are told, at most.
    static let locationLimit = 50
    private static let reasonLimit = 5

    private let picture: StationSnapshot

    /// The report of a picture.
    init(_ picture: StationSnapshot) { self.picture = picture }

    /// State and rates, the error rate, the files that are being read, and the alerts that fire.
    var lines: [String] {
        [summary] + errorRate + picture.files.compactMap(Self.running) + alerts
    }

    private var summary: String {
        let lag = Double(picture.pipeline.lagNanoseconds) / 1e9
        return
            "\(picture.pipeline.state.rawValue), \(picture.pipeline.waitingFiles) files waiting, "
            + "\(NumberText.rate(picture.filesPerMinute)) files/min, "
            + "\(NumberText.rate(picture.recordsPerSecond)) records/s, "
            + "lag \(ClockText.duration(seconds: lag)), \(picture.heldRecords) held, "
            + "\(picture.firingAlerts) \(picture.firingAlerts == 1 ? "alert" : "alerts")"
    }

    /// One line; none before the first picture.
    private var errorRate: [String] {
        let series = picture.errorRate
        guard !series.buckets.isEmpty else { return [] }
        let records = series.buckets.reduce(0) { $0 + $1.records }
        let held = series.buckets.reduce(0) { $0 + $1.held }
        let minutes = series.buckets.count * series.bucketSeconds / 60
        var parts: [String] = []
        if records > 0 {
            let rate = NumberText.percent(Double(held) / Double(records))
            parts.append("error rate \(rate) % of \(minutes) min, \(held) of \(records) records")
        } else {
            parts.append("error rate: nothing was read in \(minutes) min")
        }
        if let current = series.current { parts.append("now \(NumberText.percent(current)) %") }
        if let threshold = series.threshold {
            parts.append(
                "threshold \(PercentText.text(threshold)) for \(series.thresholdSeconds) s")
        }
        let reasons = series.reasons.prefix(Self.reasonLimit)
            .map { "\($0.code.rawValue) \($0.count)" }
        if !reasons.isEmpty { parts.append("most: " + reasons.joined(separator: ", ")) }
        return [parts.joined(separator: ", ")]
    }

    private static func running(_ file: FileSummary) -> String? {
        guard case .running(let read) = file.phase, let seconds = file.secondsLeft else {
            return nil
        }
        let share = Int(min(1, Double(read) / Double(max(1, file.sizeBytes))) * 100)
        let rate = file.recordsPerSecond.map { ", \(NumberText.rate($0)) records/s" } ?? ""
        return "reading \(Sanitiser.safe(file.name)): \(share) %, \(file.records) records, "
            + "\(file.held) bad\(rate), \(ClockText.duration(seconds: seconds)) left"
    }

    private var alerts: [String] {
        picture.alerts.filter(\.isFiring).map { alert in
            "alert \(alert.isAcknowledged ? "seen" : "firing"): \(Sanitiser.safe(alert.message))"
        }
    }

    /// A page of locations, one in a line.
    static func lines(of page: LocationsPage) -> [String] {
        let unit = page.metric.unit.isEmpty ? "" : " in \(Sanitiser.safe(page.metric.unit))"
        let count =
            page.count > locationLimit
            ? "the first \(locationLimit) of \(page.count) locations" : "\(page.count) locations"
        let ahead = page.frame.aheadText.map { ", \($0)" } ?? ""
        return [
            "\(count) by \(Sanitiser.safe(page.metric.name))\(unit), \(page.range.rawValue)\(ahead)"
        ] + page.rows.prefix(locationLimit).map(line)
    }

    private static func line(of row: LocationsPage.Row) -> String {
        let statistics = row.statistics
        let name = "location \(Sanitiser.safe(row.location))"
        guard statistics.count > 0 else { return "\(name): no reading" }
        var parts = [
            "n \(statistics.count)", "avg \(NumberText.short(statistics.mean))",
            "min \(NumberText.short(statistics.minimum))",
            "max \(NumberText.short(statistics.maximum))",
        ]
        if statistics.count > 1 {
            parts.append("sd \(NumberText.short(statistics.standardDeviation))")
        }
        if let last = row.last, let moment = row.lastMilliseconds {
            let time = ClockText.full(moment * 1_000, zone: .utc)
            parts.append("last \(NumberText.short(last)) at \(time)")
        }
        return "\(name): \(parts.joined(separator: ", "))"
    }
}
