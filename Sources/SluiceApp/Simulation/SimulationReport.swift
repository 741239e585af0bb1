package import SluiceCore
package import SluicePipeline

/// What a simulation delivered, in words and as JSON.
package struct SimulationReport: Sendable {
    private let plan: SimulationPlan
    private let counts: SimulationCounts
    private let isRehearsal: Bool

    /// A report on a simulation, or on what one would deliver.
    package init(plan: SimulationPlan, counts: SimulationCounts, isRehearsal: Bool = false) {
        self.plan = plan
        self.counts = counts
        self.isRehearsal = isRehearsal
    }

    /// The kinds of a catalog as an indented list for help.
    package static func kinds(_ kinds: [(name: String, summary: String)]) -> String {
        let width = kinds.map(\.name.count).max() ?? 0
        return kinds.map { kind in
            let padding = String(repeating: " ", count: width - kind.name.count)
            return "  \(kind.name)\(padding)  \(kind.summary)"
        }.joined(separator: "\n")
    }

    /// The report line by line.
    package var lines: [String] {
        let verb = isRehearsal ? "would deliver" : "delivered"
        let start = [
            "seed \(plan.seed): \(verb) \(counts.files) files of \(plan.rows) records and "
                + "\(counts.copies) copies, \(counts.bytes) bytes", "",
        ]
        var kinds = TextTable(["kind", ">records", ">share", "code", "what"])
        for kind in SimulatedFault.allCases {
            guard let count = counts.faults[kind] else { continue }
            kinds.add([kind.rawValue, "\(count)", share(count), kind.code.rawValue, kind.summary])
        }
        for kind in SimulatedOddity.allCases {
            guard let count = counts.oddities[kind] else { continue }
            kinds.add([kind.rawValue, "\(count)", share(count), "stored", kind.summary])
        }
        var totals = TextTable(["expected", ">count"])
        totals.add(["records", "\(counts.records)"])
        totals.add(["stored", "\(counts.stored)"])
        totals.add(["held", "\(counts.held)"])
        totals.add(["duplicate files", "\(counts.copies)"])
        for (code, count) in codes { totals.add(["findings \(code.rawValue)", "\(count)"]) }
        return start + (kinds.isEmpty ? [] : kinds.lines + [""]) + totals.lines
    }

    /// The members of a JSON object.
    package func json(into json: inout JSONWriter) {
        json.integer("seed", plan.seed)
        json.boolean("delivered", !isRehearsal)
        json.integer("files", counts.files)
        json.integer("rows", plan.rows)
        json.integer("duplicates", counts.copies)
        json.integer("bytes", counts.bytes)
        json.integer("records", counts.records)
        json.integer("stored", counts.stored)
        json.integer("held", counts.held)
        json.object("findings") { json in
            for (code, count) in codes { json.integer(code.rawValue, count) }
        }
        json.object("faults") { json in
            for kind in SimulatedFault.allCases {
                json.integer(kind.rawValue, counts.faults[kind] ?? 0)
            }
        }
        json.object("oddities") { json in
            for kind in SimulatedOddity.allCases {
                json.integer(kind.rawValue, counts.oddities[kind] ?? 0)
            }
        }
    }

    /// Findings by code, in the order of the codes.
    private var codes: [(code: FindingCode, count: Int)] {
        let findings = counts.findings
        return FindingCode.allCases.compactMap { code in findings[code].map { (code, $0) } }
    }

    /// A count in percent of the records, with three decimals.
    private func share(_ count: Int) -> String {
        guard counts.records > 0 else { return "-" }
        let thousandths = (count * 100_000 + counts.records / 2) / counts.records
        let rest = String(thousandths % 1000)
        let padding = String(repeating: "0", count: 3 - rest.count)
        return "\(thousandths / 1000).\(padding)\(rest) %"
    }
}
