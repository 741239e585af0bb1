package import SluiceCore

/// What other limits would do, for a terminal or as JSON.
package struct RuleTrialReport: Sendable {
    private let trial: RuleTrial
    private let dataset: Dataset
    private let changes: [RuleChange]

    /// A report on changes of a dataset's limits.
    package init(_ trial: RuleTrial, of dataset: Dataset, _ changes: [RuleChange]) {
        self.trial = trial
        self.dataset = dataset
        self.changes = changes
    }

    /// Writes it; numbers that are estimates are said to be.
    package func write(to output: Output, isJSON: Bool) {
        isJSON ? output.json { json(&$0) } : lines.forEach(output.line)
    }

    private var lines: [String] {
        var lines = changes.map { change in
            let old = dataset.field(named: change.field)?.constraints
            return "\(dataset.name).\(change.field): \(Self.range(old?.minimum, old?.maximum)) → "
                + Self.range(change.minimum, change.maximum)
        }
        let about = trial.isEstimate ? "about " : ""
        lines.append(
            "would free \(about)\(trial.freed) of \(trial.held) held records, "
                + "and reject \(about)\(trial.rejected) of \(trial.stored) stored rows")
        if trial.isEstimate {
            lines.append(
                "estimated from \(trial.judged) held records and \(trial.read) stored rows")
        }
        if !trial.places.isEmpty {
            var table = TextTable(["location", ">freed", ">rejected"])
            for place in trial.places {
                table.add([place.location, "\(place.freed)", "\(place.rejected)"])
            }
            lines += table.lines
        }
        return lines + histogram
    }

    /// The steps that hold something, with bars; `|` marks those in which a new limit lies.
    private var histogram: [String] {
        guard let change = changes.last else { return [] }
        let most = trial.histogram.map { $0.stored + $0.held }.max() ?? 0
        guard most > 0 else { return [] }
        var table = TextTable([">\(change.field)", "", ">stored", ">held", ""])
        for (index, bin) in trial.histogram.enumerated() {
            let isLast = index + 1 == trial.histogram.count
            let next = isLast ? .infinity : trial.histogram[index + 1].start
            let hasLimit = [change.minimum, change.maximum].contains { limit in
                limit.map { $0 >= bin.start && $0 < next } ?? false
            }
            guard bin.stored + bin.held > 0 || hasLimit else { continue }
            let length = ((bin.stored + bin.held) * 40 + most - 1) / most
            table.add([
                bin.start == bin.end
                    ? Self.number(bin.start) : Self.range(bin.start, bin.end), hasLimit ? "|" : " ",
                "\(bin.stored)", "\(bin.held)",
                String(repeating: "#", count: length),
            ])
        }
        return table.lines
    }

    private func json(_ json: inout JSONWriter) {
        json.text("dataset", dataset.name)
        json.array("changes") { json in
            for change in changes { json.object { change.json(into: &$0) } }
        }
        json.integer("freed", trial.freed)
        json.integer("held", trial.held)
        json.integer("judged", trial.judged)
        json.integer("rejected", trial.rejected)
        json.integer("stored", trial.stored)
        json.integer("read", trial.read)
        json.boolean("estimate", trial.isEstimate)
        json.array("locations") { json in
            for place in trial.places {
                json.object { json in
                    json.text("location", place.location)
                    json.integer("freed", place.freed)
                    json.integer("rejected", place.rejected)
                }
            }
        }
        json.array("histogram") { json in
            for bin in trial.histogram {
                json.object { json in
                    json.number("start", bin.start)
                    json.number("end", bin.end)
                    json.integer("stored", bin.stored)
                    json.integer("held", bin.held)
                }
            }
        }
    }

    private static func range(_ minimum: Double?, _ maximum: Double?) -> String {
        guard minimum != nil || maximum != nil else { return "no range" }
        return "\(minimum.map(number) ?? "")…\(maximum.map(number) ?? "")"
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map { String($0) }
            ?? String((value * 1000).rounded() / 1000)
    }
}
