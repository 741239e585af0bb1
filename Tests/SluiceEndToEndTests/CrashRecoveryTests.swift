internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The program killed at every named point, and started again: every record once, every file in one place.
@Suite struct CrashRecoveryTests {
    /// A way of killing the program.
    struct Crash: Sendable, CustomTestStringConvertible {
        let point: CrashPoint
        let count: Int
        /// Killed there before, so that the next start has something to recover.
        var before: String?
        /// True when files are given by path instead of through the inbox.
        var isIngest = false
        /// Records of the big file.
        var bigRecords = 40_000

        var testDescription: String {
            "\(point.rawValue):\(count)\(before.map { " after \($0)" } ?? "")"
        }
    }

    /// Every point of the pipeline at least once; those of operations are passed in `OperationCrashTests`; the copy across devices is reached by `ingest`, which copies in the same steps.
    static let points = CrashPoint.allCases.filter {
        !$0.rawValue.hasPrefix("operation.") && !$0.rawValue.hasPrefix("rules.")
    }

    static let crashes: [Crash] = points.flatMap { point -> [Crash] in
        switch point {
        case _ where RebuildCrashTests.points.contains(point): return []
        case .archiveCopied, .archiveCopyNamed:
            return [Crash(point: point, count: 1, isIngest: true)]
        case .recoveryRemove:
            // More than 50 000 rows are committed before the ninth step: there is something to remove.
            return [
                Crash(point: point, count: 1, before: "loading.step:9", bigRecords: 80_000)
            ]
        case .commitBefore, .commitAfter:
            return (1...3).map { Crash(point: point, count: $0) }
        case .loadingStep:
            return [Crash(point: point, count: 1), Crash(point: point, count: 4)]
        case .archiveBefore, .archiveRenamed:
            return [Crash(point: point, count: 1), Crash(point: point, count: 3)]
        default:
            return [Crash(point: point, count: 1)]
        }
    }

    @Test func everyPointIsTried() {
        let elsewhere = Set(RebuildCrashTests.points)
        #expect(Set(Self.crashes.map(\.point)).union(elsewhere) == Set(Self.points))
    }

    private let good = UniversityFile(records: 50, salt: 1)
    private let bad = UniversityFile(
        records: 20, salt: 2, faults: [1: .range, 7: .fields, 8: .number])
    private let refused = Array("nothing,useful\n1,2\n".utf8)

    private func contents(_ big: UniversityFile) -> [(name: String, bytes: [UInt8])] {
        [
            ("good.csv", good.bytes), ("bad.csv", bad.bytes), ("refused.csv", refused),
            ("twin.csv", good.bytes), ("big.csv", big.bytes),
        ]
    }

    @Test(arguments: crashes) func aRestartCompletes(_ crash: Crash) throws {
        let station = try TemporaryStation.configured()
        let big = UniversityFile(
            records: crash.bigRecords, salt: 3, faults: [10: .range, 39_990: .number])
        for (name, bytes) in contents(big) {
            if crash.isIngest {
                try station.directory.write(bytes, to: "elsewhere/" + name)
            } else {
                try station.drop(bytes, as: name)
            }
        }
        let words =
            crash.isIngest
            ? ["ingest"] + contents(big).map { station.directory.path(of: "elsewhere/" + $0.name) }
            : ["--headless", "--once"]
        if let before = crash.before {
            let first = try station.run(words, environment: ["SLUICE_CRASHPOINT": before])
            #expect(first.end == .signalled(9), "not killed at \(before): \(first.errors)")
        }
        let killed = try station.run(
            words, environment: ["SLUICE_CRASHPOINT": "\(crash.point.rawValue):\(crash.count)"])
        #expect(killed.end == .signalled(9), "not killed: \(killed.errors)")
        if crash.isIngest {
            // What was not acknowledged is given again; what was must be known.
            #expect(try station.run(words).end == .exited(1))
        }
        for _ in 1...2 {
            let again = try station.run(["--headless", "--once"])
            #expect(
                again.end == .exited(0) || again.end == .exited(1), "\(again.end) \(again.errors)")
        }
        try check(station, big, isIngest: crash.isIngest)
    }

    private func check(
        _ station: TemporaryStation, _ big: UniversityFile, isIngest: Bool
    ) throws {
        #expect(try station.violations() == [])
        let rows = try station.rows(
            "SELECT file_name, count(*) FROM raw_sensor_data GROUP BY file_name ORDER BY file_name")
        // Either of the twins may have come first.
        let goodName = rows.contains { $0[0] == "twin.csv" } ? "twin.csv" : "good.csv"
        #expect(
            rows
                == [["bad.csv", "17"], ["big.csv", "\(big.good)"], [goodName, "50"]].sorted {
                    $0[0] < $1[0]
                })
        #expect(
            try station.rows(
                """
                SELECT file_name, count(*) FROM quarantine WHERE line IS NOT NULL
                GROUP BY file_name ORDER BY file_name
                """) == [["bad.csv", "3"], ["big.csv", "2"]])
        try checkFiles(station, big, isIngest: isIngest)
        #expect(station.inboxNames == [])
        #expect(
            try station.column("SELECT name FROM ledger WHERE moved = 0") == [],
            "files that are pending")
        let left = station.quarantineNames + station.archivedNames
        #expect(left.filter { $0.contains(".tmp-") } == [])
    }

    /// Each file is byte for byte in one place, and beside it the quarantine files are whole.
    private func checkFiles(
        _ station: TemporaryStation, _ big: UniversityFile, isIngest: Bool
    ) throws {
        let archived = station.archivedNames.compactMap(station.archived)
        for (bytes, copies) in [(good.bytes, 2), (bad.bytes, 1), (big.bytes, 1)] {
            let found = archived.count { $0 == bytes }
            // A file given by path again is a duplicate with a copy of its own.
            #expect(isIngest ? found >= 1 : found == copies)
        }
        let names = station.quarantineNames
        let held = names.filter { $0.hasSuffix(".rejected.csv") }
        #expect(held.count == 2)
        #expect(names.filter { $0.hasSuffix(".errors.jsonl") }.count == 3)
        for (file, name) in [(bad, "_bad.csv"), (big, "_big.csv")] {
            let base = try #require(held.first { $0.hasSuffix(name + ".rejected.csv") })
            let records = file.badLines.map { line in
                UniversityFile.record(
                    line - 2, salt: name == "_bad.csv" ? 2 : 3, fault: file.faults[line - 2])
            }
            #expect(
                station.directory.text(of: "quarantine/" + base)
                    == ([UniversityFile.header] + records).joined(separator: "\n") + "\n")
        }
        let rejected = names.filter { $0.hasSuffix("_refused.csv") || $0.hasSuffix(".csv.1") }
        #expect(isIngest ? !rejected.isEmpty : rejected.count == 1)
        #expect(
            rejected.allSatisfy { station.directory.bytes(of: "quarantine/" + $0) == refused })
    }
}
