internal import SluiceCore

/// Reports of operations as JSON: over the control socket, and for `--json`.
extension OperationReport {
    /// Writes the members of an object that ``init(json:)`` reads.
    func json(into json: inout JSONWriter) {
        json.integer("batch", batch)
        json.object("counts") { json in
            for (name, count) in counts.named { json.integer(name, count) }
        }
        json.integer("restated", restatedBuckets)
        if let reversed { json.object("reversed") { reversed.headJSON(into: &$0) } }
        json.array("outcomes") { json in
            for outcome in outcomes { json.object { outcome.json(into: &$0) } }
        }
        json.boolean("effects_left_out", leavesOutEffects)
        json.array("effects") { json in
            for effect in effects { json.object { effect.json(into: &$0) } }
        }
    }

    /// Reads what ``json(into:)`` wrote; what is missing is nothing.
    init(json: JSONValue) {
        self.init()
        batch = json["batch"]?.integer.map { Int64($0) }
        for (name, path) in Counts.names {
            counts[keyPath: path] = json["counts"]?[name]?.integer ?? 0
        }
        restatedBuckets = json["restated"]?.integer ?? 0
        reversed = json["reversed"].flatMap(JournalEntry.init)
        outcomes = (json["outcomes"]?.elements ?? []).compactMap(RecordOutcome.init)
        leavesOutEffects = json["effects_left_out"] == .boolean(true)
        effects = (json["effects"]?.elements ?? []).compactMap(AggregateEffect.init)
    }
}

extension JournalEntry {
    /// What tells an operator which batch it is the head of.
    fileprivate func headJSON(into json: inout JSONWriter) {
        json.integer("batch", batch)
        json.text("action", action)
        json.text("at", UTCText.timestamp(microseconds: microseconds))
        json.integer("microseconds", microseconds)
        json.text("actor", actor)
        json.text("file", fileName)
        json.text("reason", reason)
        json.integer("count", count)
    }

    fileprivate init?(json: JSONValue) {
        guard let batch = json["batch"]?.integer.map({ Int64($0) }),
            let action = json["action"]?.text
        else { return nil }
        self.init(
            id: batch, microseconds: Int64(json["microseconds"]?.integer ?? 0),
            actor: json["actor"]?.text ?? "", action: action, batch: batch,
            count: json["count"]?.integer ?? 0)
        fileName = json["file"]?.text ?? ""
        reason = json["reason"]?.text
    }
}

extension RecordOutcome {
    fileprivate func json(into json: inout JSONWriter) {
        json.integer("entry", entry)
        json.text("file", fileName)
        json.integer("line", line)
        json.text("field", field)
        HexBytes.write("before", before, into: &json)
        HexBytes.write("after", after, into: &json)
        switch end {
        case .stored: json.text("end", isFile ? "taken" : "stored")
        case .discarded: json.text("end", "discarded")
        case .held: json.text("end", "held")
        case .superseded: json.text("end", "superseded")
        case .rowAdded: json.text("end", "row_added")
        case .rowChanged: json.text("end", "row_changed")
        case .rowRemoved: json.text("end", "row_removed")
        case .stillInvalid(let findings):
            json.text("end", "still_invalid")
            json.array("findings") { json in
                for finding in findings { json.object { FindingReport.json(finding, into: &$0) } }
            }
        case .duplicate(let row, let place):
            json.text("end", "duplicate")
            json.integer("row", row)
            json.text("place", place)
        case .skipped(let reason):
            json.text("end", "skipped")
            json.text("reason", reason)
        }
        if isRewritten { json.boolean("rewritten", true) }
        guard !overridden.isEmpty else { return }
        json.array("overridden") { json in
            for finding in overridden { json.object { FindingReport.json(finding, into: &$0) } }
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let end = Self.end(json) else { return nil }
        self.init(
            entry: json["entry"]?.integer.map { Int64($0) }, fileName: json["file"]?.text ?? "",
            line: json["line"]?.integer, field: json["field"]?.text ?? "",
            before: HexBytes.read("before", json), after: HexBytes.read("after", json), end: end)
        isRewritten = json["rewritten"] == .boolean(true)
        overridden = (json["overridden"]?.elements ?? []).compactMap { Finding($0) }
    }

    private static func end(_ json: JSONValue) -> End? {
        switch json["end"]?.text {
        case "stored", "taken": .stored
        case "discarded": .discarded
        case "held": .held
        case "superseded": .superseded
        case "row_added": .rowAdded
        case "row_changed": .rowChanged
        case "row_removed": .rowRemoved
        case "still_invalid":
            .stillInvalid((json["findings"]?.elements ?? []).compactMap { Finding($0) })
        case "duplicate":
            .duplicate(row: Int64(json["row"]?.integer ?? 0), place: json["place"]?.text ?? "")
        case "skipped": .skipped(json["reason"]?.text ?? "")
        default: nil
        }
    }
}

extension AggregateEffect {
    fileprivate func json(into json: inout JSONWriter) {
        json.text("location", location)
        json.text("metric", metric)
        json.object("before") { Self.write(before, into: &$0) }
        json.object("after") { Self.write(after, into: &$0) }
        hours.json("hours", into: &json)
    }

    fileprivate init?(json: JSONValue) {
        guard let location = json["location"]?.text, let metric = json["metric"]?.text else {
            return nil
        }
        self.init(
            location: location, metric: metric, before: Self.statistics(json["before"]),
            after: Self.statistics(json["after"]), hours: HourSpans(json: json["hours"]))
    }

    private static func write(_ value: MetricStatistics, into json: inout JSONWriter) {
        json.integer("count", value.count)
        guard value.count > 0 else { return }
        json.number("mean", value.mean)
        json.number("std", value.standardDeviation)
        json.number("m2", value.squaredDeviations)
        json.number("min", value.minimum)
        json.number("max", value.maximum)
    }

    private static func statistics(_ json: JSONValue?) -> MetricStatistics {
        guard let json, let count = json["count"]?.integer, count > 0 else {
            return MetricStatistics()
        }
        return MetricStatistics(
            count: count, mean: json["mean"]?.number ?? 0,
            squaredDeviations: json["m2"]?.number ?? 0, minimum: json["min"]?.number ?? 0,
            maximum: json["max"]?.number ?? 0)
    }
}
