package import SluiceCore
internal import SluicePipeline

/// What a doctor found, for people and as JSON; the exit status follows from it.
package struct DoctorReport {
    private let station: String
    private let examinations: [StationDoctor.Examination]
    private let repairs: [Repair]

    /// A repair that was tried.
    package struct Repair {
        /// The defect it was for.
        package let defect: StationDefect
        /// Why it failed; nil when it was made.
        package let failure: String?

        /// Makes a record of a repair.
        package init(defect: StationDefect, failure: String?) {
            self.defect = defect
            self.failure = failure
        }
    }

    /// A report on a station; `repairs` are those made before the examinations.
    package init(
        station: String, examinations: [StationDoctor.Examination], repairs: [Repair] = []
    ) {
        self.station = station
        self.examinations = examinations
        self.repairs = repairs
    }

    /// How many defects of a severity there are among those kept.
    package func count(_ severity: StationDefect.Severity) -> Int {
        lists.reduce(0) { $0 + $1.defects.count { $0.severity == severity } }
    }

    /// 69 when the database cannot be read, 1 for any warning or error, else 0.
    package var code: ExitCode {
        if let first = lists.first, first.worst == .error { return .unavailable }
        return lists.contains { $0.worst == .error || $0.worst == .warning } ? .invalid : .done
    }

    private var lists: [DefectList] {
        examinations.compactMap { examination in
            if case .made(let list) = examination.result { return list }
            return nil
        }
    }

    /// The report as lines for people: a line for each check, below it what it found and what to do.
    package var lines: [String] {
        var lines = repairs.map { repair in
            let end = repair.failure.map { "could not be repaired: \($0)" } ?? "repaired"
            return "repair   \(repair.defect.place): \(repair.defect.message): \(end)"
        }
        for examination in examinations {
            lines.append("\(word(examination.result)) \(examination.name): \(examination.promise)")
            guard case .made(let list) = examination.result else { continue }
            for defect in list.defects {
                lines.append(
                    "         \(defect.severity.rawValue): \(defect.place): \(defect.message)")
                if !defect.remedy.isEmpty { lines.append("           → \(defect.remedy)") }
            }
            let rest = list.count - list.defects.count
            if rest > 0 { lines.append("         and \(rest) more") }
        }
        let figures = StationDefect.Severity.allCases.reversed().map { severity in
            let count = count(severity)
            return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return lines + ["\(examinations.count) checks: \(figures.joined(separator: ", "))"]
    }

    private func word(_ result: StationCheck.Result) -> String {
        guard case .made(let list) = result else { return "skipped " }
        guard let worst = list.worst else { return "ok      " }
        return worst.rawValue + String(repeating: " ", count: 8 - worst.rawValue.count)
    }

    /// The report as the members of a JSON object.
    package func json(into json: inout JSONWriter) {
        json.text("station", station)
        json.integer("exit", code.rawValue)
        for severity in StationDefect.Severity.allCases.reversed() {
            json.integer("\(severity.rawValue)s", count(severity))
        }
        json.array("repairs") { json in
            for repair in repairs {
                json.object { json in
                    json.text("place", repair.defect.place)
                    json.text("message", repair.defect.message)
                    json.text("failure", repair.failure)
                }
            }
        }
        json.array("checks") { json in
            for examination in examinations {
                json.object { Self.write(examination, into: &$0) }
            }
        }
    }

    private static func write(
        _ examination: StationDoctor.Examination, into json: inout JSONWriter
    ) {
        json.text("name", examination.name)
        json.text("promise", examination.promise)
        guard case .made(let list) = examination.result else {
            return json.text("result", "skipped")
        }
        json.text("result", list.worst?.rawValue ?? "ok")
        json.integer("count", list.count)
        json.array("defects") { json in
            for defect in list.defects {
                json.object { json in
                    json.text("severity", defect.severity.rawValue)
                    json.text("place", defect.place)
                    json.text("message", defect.message)
                    json.text("remedy", defect.remedy.isEmpty ? nil : defect.remedy)
                    json.boolean("repairable", defect.repair != nil)
                }
            }
        }
    }
}
