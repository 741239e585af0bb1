internal import SluiceConsole
package import SluiceCore
package import SluiceStore

/// The state of a station as `sluice status` tells it: what its owner says, and what its database holds.
package struct StatusReport: Sendable {
    private let station: String
    private let owner: JSONValue?
    private let silence: String?
    private let totals: StoreTotals?
    private let databaseFailure: CommandFailure?
    private let nowMicroseconds: Int64

    /// A report on a station.
    ///
    /// `owner` is the status document of the running instance, nil when there is none; `silence` says why that is what it wrote and
    /// not what it answered.
    package init(
        station: String, owner: JSONValue?, silence: String? = nil, totals: StoreTotals?,
        databaseFailure: CommandFailure?, nowMicroseconds: Int64
    ) {
        self.station = station
        self.owner = owner
        self.silence = silence
        self.totals = totals
        self.databaseFailure = databaseFailure
        self.nowMicroseconds = nowMicroseconds
    }

    /// The report as the members of a JSON object.
    package func json(into json: inout JSONWriter) {
        json.text("station", station)
        json.text("state", owner?["state"]?.text ?? "STOPPED")
        json.text("asked_at", UTCText.timestamp(microseconds: nowMicroseconds))
        json.integer("uptime_s", owner.flatMap(uptimeSeconds))
        json.value("owner", owner ?? .null)
        json.text("owner_silent", silence)
        json.text("database_error", databaseFailure?.message)
        json.text("database_remedy", databaseFailure?.hint)
        guard let totals else { return json.value("database", .null) }
        json.object("database") { json in
            json.object("files") { json in
                for status in FileStatus.allCases {
                    json.integer(status.rawValue, totals.files[status] ?? 0)
                }
            }
            json.integer("records", totals.records)
            json.integer("stored", totals.stored)
            json.integer("quarantined", totals.quarantined)
            json.integer("discarded", totals.discarded)
            json.integer("archive_pending_files", totals.pendingArchive)
            json.text("last_commit_at", totals.lastCommit.map(UTCText.timestamp))
            json.integer("database_bytes", totals.databaseBytes)
            json.integer("wal_bytes", totals.walBytes)
        }
    }

    /// The report as lines for people.
    package var lines: [String] {
        ["station  \(station)"] + ownerLines + databaseLines
    }

    private var ownerLines: [String] {
        guard let owner else {
            return [
                silence.map { "state    UNKNOWN: \($0)" } ?? "state    STOPPED: no instance runs"
            ]
        }
        let process = owner["pid"]?.integer.map { ", process \($0)" } ?? ""
        let uptime = uptime(owner).map { ", up \($0)" } ?? ""
        var lines = [
            "state    \(owner["state"]?.text ?? "?")\(uptime)\(process)"
        ]
        if let silence {
            lines.append("silent   \(silence)")
            lines.append("         it wrote at \(owner["updated_at"]?.text ?? "?"):")
        }
        lines += [
            "inbox    \(count(owner, "waiting_files")) waiting, \(count(owner, "settling_files")) settling, "
                + "lag \(count(owner, "lag_ms")) ms, by \(Self.watching(owner))"
        ]
        lines.append("errors   \(rates(owner))")
        for file in owner["running"]?.elements ?? [] {
            let size = max(1, count(file, "size_bytes"))
            let percent = min(100, count(file, "read_bytes") * 100 / size)
            lines.append("reading  \(file["name"]?.text ?? "?"), \(percent) %")
        }
        for trouble in owner["troubles"]?.elements ?? [] {
            lines.append(
                "trouble  \(trouble["message"]?.text ?? "?") since \(trouble["since"]?.text ?? "?")"
            )
            let next = trouble["next_attempt_at"]?.text ?? "with the next event"
            let attempts = count(trouble, "attempts")
            lines.append("         \(attempts) failed, next attempt \(next)")
            if let remedy = trouble["remedy"]?.text, !remedy.isEmpty {
                lines.append("to do    \(remedy)")
            }
        }
        if let error = owner["last_error"]?.text {
            let time = owner["last_error_at"]?.text.map { " at \($0)" } ?? ""
            lines.append("error    last: \(error)\(time)")
        }
        return lines
    }

    /// How files are noticed: events of the kernel are a hint, which the listing of the inbox makes up for where there are none.
    private static func watching(_ owner: JSONValue) -> String {
        let way = owner["watching"]?.text ?? "?"
        return way == "inotify" ? "inotify and listing" : way
    }

    /// The error rates, such as `7.5 % in 1 min, none read in 5 min`.
    private func rates(_ owner: JSONValue) -> String {
        (owner["error_rates"]?.elements ?? []).map { entry in
            let rate = entry["rate"]?.number.map { rate in
                "\(NumberText.percent(rate).string) %"
            }
            return "\(rate ?? "none read") in \(count(entry, "minutes")) min"
        }.joined(separator: ", ")
    }

    /// How long the owner runs, such as `3 h 12 min`; nil when its document does not tell.
    private func uptime(_ owner: JSONValue) -> String? {
        uptimeSeconds(owner).map { seconds in
            switch seconds {
            case ..<60: "\(seconds) s"
            case ..<3600: "\(seconds / 60) min"
            case ..<86_400: "\(seconds / 3600) h \(seconds / 60 % 60) min"
            default: "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
            }
        }
    }

    /// What the owner said; of a document that it may have written long ago, the wall clock's distance from the start.
    private func uptimeSeconds(_ owner: JSONValue) -> Int64? {
        if silence == nil, let seconds = owner[StatusDocument.uptimeKey]?.integer {
            return Int64(seconds)
        }
        guard let text = owner["started_at"]?.text.map({ Array($0.utf8) }),
            let start = TimeText.parse(text.span, 0..<text.count), start.milliseconds > 0
        else { return nil }
        return max(0, nowMicroseconds / 1000 - start.milliseconds) / 1000
    }

    private var databaseLines: [String] {
        guard let totals else {
            return ["database \(databaseFailure?.message ?? "none yet")"]
                + (databaseFailure?.hint.map { ["to do    \($0)"] } ?? [])
        }
        let files = FileStatus.allCases.compactMap { status -> String? in
            guard let count = totals.files[status], count > 0 else { return nil }
            return "\(count) \(status.rawValue)"
        }
        return [
            "files    \(files.isEmpty ? "none" : files.joined(separator: ", "))",
            "records  \(totals.records): \(totals.stored) stored, \(totals.quarantined) held, "
                + "\(totals.discarded) discarded",
            "commit   \(totals.lastCommit.map(UTCText.timestamp) ?? "none yet")",
            "database \(totals.databaseBytes) bytes, log \(totals.walBytes) bytes",
        ]
    }

    private func count(_ value: JSONValue, _ key: String) -> Int { value[key]?.integer ?? 0 }
}
