internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The commands of the quarantine desk, with an owner of the station and without one.
@Suite struct QuarantineDeskTests {
    private let station: TemporaryStation
    private let file = UniversityFile(
        records: 100, salt: 5, faults: [4: .range, 30: .range, 60: .number, 61: .fields])

    init() throws {
        station = try TemporaryStation.configured()
        try station.drop(file.bytes, as: "a.csv")
        try station.run(["--headless", "--once"])
    }

    private func desk(_ words: String, ends code: Int32 = 0) throws -> String {
        let run = try station.run(["quarantine"] + words.split(separator: " ").map(String.init))
        #expect(run.end == .exited(code), "\(words): \(run.output) \(run.errors)")
        return run.output + run.errors
    }

    @Test func recordsAreWorkedOffWithoutAnOwner() throws {
        #expect(try station.storedRows == 96)
        _ = try desk("release --all", ends: 1)
        #expect(try desk("edit 1 --set mood_score=2.5 --dry-run").contains("1 stored"))
        #expect(try station.storedRows == 96)
        _ = try desk("edit 1 --set mood_score=2.5 --reason typo")
        _ = try desk("repair --code NUMBER --field temperature_celsius --expression 20+0.5")
        #expect(try station.storedRows == 98)
        #expect(
            try station.count(
                "SELECT count(*) FROM raw_sensor_data WHERE temperature_celsius = 20.5")
                == 1)
        _ = try desk("discard --code FIELDS")
        _ = try desk("accept 2", ends: 64)
        _ = try desk("accept 2 --reason known")
        #expect(
            try station.rows("SELECT records, stored, quarantined, discarded FROM files") == [
                ["100", "99", "0", "1"]
            ])
        #expect(try station.open("quarantine").entries().isEmpty)
        _ = try desk("restore --all")
        #expect(try desk("undo").contains("batch"))
        _ = try desk("redo")
        let batch = try station.column("SELECT min(batch) FROM journal WHERE action = 'discard'")[0]
        #expect(try desk("undo \(batch) --dry-run", ends: 64).contains("undone") == false)
        #expect(try station.violations() == [])
        let log = try desk("log")
        #expect(log.contains("typo") && log.contains("undone by") && log.contains("restore"))
    }

    @Test func theJournalIsFilteredAsInTheConsole() throws {
        _ = try desk("discard 1 --reason calibration")
        _ = try desk("discard 2")
        _ = try desk("restore 1")
        func actions(_ options: String) throws -> [String] {
            try desk("log --json \(options)").split(separator: "\n").compactMap { line in
                ["discard", "restore"].first { line.contains(#""action":"\#($0)""#) }
            }
        }
        #expect(try actions("") == ["restore", "discard", "discard"])
        #expect(try actions("--filter discard --limit 1") == ["discard"])
        #expect(try actions("--filter reason:calibration") == ["discard"])
        // Every title over the list but the result, which is made of counts.
        #expect(
            try desk("log").contains(
                /batch +when +who +what +count +result +stands +why/))
        #expect(try actions("--filter why:calibration") == ["discard"])
        #expect(try actions("--filter what:restore") == ["restore"])
        #expect(try actions("--filter count:>99") == [])
        #expect(try actions("--filter undone") == [])
        _ = try desk("log --filter reason:", ends: 64)
        #expect(try desk("log --filter foo:bar", ends: 64).contains("no column foo; there are"))
        #expect(try desk("release --filter zz:1", ends: 64).contains("no column zz; there are"))
        #expect(try desk("log 9999", ends: 66).contains("there is no batch 9999"))
        _ = try desk("log 1 --filter discard", ends: 64)
    }

    @Test func theLogReadsTheLimitsThatWereChanged() throws {
        let set = try station.run(["datasets", "set", "university", "mood_score.minimum=-3"])
        #expect(set.end == .exited(0), "\(set.errors)")
        let log = try desk("log")
        #expect(log.contains("mood_score 0…5 → -3…5, 2 stored"), "\(log)")
        let batch = try station.column("SELECT max(batch) FROM journal")[0]
        #expect(try desk("log \(batch)").contains("mood_score 0…5 → -3…5"))
        #expect(try desk("log --json").contains(#""limits":["mood_score 0…5 → -3…5"]"#))
        _ = try desk("undo")
        #expect(try desk("log").contains("mood_score 0…5 → -3…5"))
    }

    @Test func aChangedRuleFreesRecordsAndAFileIsJudgedAnew() throws {
        let shown = try station.run(["datasets", "show", "university"]).output
        try station.directory.makeDirectory("data/datasets")
        let wider = shown.replacing("minimum = 0", with: "minimum = -3")
        #expect(wider != shown)
        try station.directory.write(wider, to: "data/datasets/university.toml")
        let trial = try desk("release --all --dry-run --json", ends: 1)
        #expect(trial.contains(#""stored":2"#) && trial.contains(#""metric":"mood_score""#))
        _ = try desk("reprocess 1", ends: 1)
        #expect(try station.storedRows == 98)
        _ = try desk("undo")
        #expect(try station.storedRows == 96)
        _ = try desk("release --code RANGE")
        #expect(try station.storedRows == 98)
        #expect(try station.violations() == [])
    }

    @Test func aFileThatWasChangedInTheArchiveIsNotTakenAgain() throws {
        let name = try station.column("SELECT archive_name FROM files")[0]
        let text = try #require(station.directory.text(of: "data/processed/\(name)"))
        let end = try #require(text.dropLast().lastIndex(of: "\n"))
        try station.directory.write(String(text[...end]), to: "data/processed/\(name)")
        #expect(try desk("reprocess 1 --dry-run", ends: 64).contains("content has changed"))
        #expect(try desk("reprocess 1", ends: 64).contains("content has changed"))
        try station.directory.write(text, to: "data/processed/\(name)")
        for options in ["", " --dry-run"] {
            #expect(try desk("reprocess 1\(options)").contains("nothing to do"))
        }
        #expect(try station.count("SELECT count(*) FROM journal") == 0)
        #expect(try station.violations() == [])
    }

    @Test func whatIsNotThereIsNamedWithWhatIs() throws {
        #expect(
            try desk("supersede 9 --by 1", ends: 64).contains(
                "there is no file 9; the newest are 1 a.csv"))
        #expect(try desk("supersede 9 --by 8", ends: 64).contains("no file 9 and no file 8"))
        #expect(try desk("reprocess 7 --dry-run", ends: 64).contains("there is no file 7"))
        for command in ["list", "export", "release", "discard --dry-run"] {
            let said = try desk("\(command) --in b.csv", ends: 66)
            #expect(said.contains("no file b.csv was ever taken"))
        }
        #expect(try desk("release --in aa.csv", ends: 66).contains("did you mean a.csv?"))
        for text in ["", "entry_id,raw\n", "\n"] {
            try station.directory.write(text, to: "none.csv")
            let said = try desk("import \(station.directory.path(of: "none.csv"))", ends: 66)
            #expect(said.contains("has no records to import"))
        }
    }

    @Test func whatGroupsSuggestIsDoneByTheCommandTheyName() throws {
        var text = UniversityFile.header + "\n"
        for number in 0..<60 {
            let isHot = number % 3 == 0
            text +=
                "2024-07-01 00:\(10 + number % 50):\(10 + number / 50),\(isHot ? 104 : 103),"
                + "\(isHot ? "\(61 + number % 9).7" : "\(16 + number % 5).5"),40,50,45.5,300,12,30,7.5,3,1\n"
        }
        try station.drop(Array(text.utf8), as: "hot.csv")
        try station.run(["--headless", "--once"])
        let groups = try desk("groups")
        let command =
            "repair --change 'temperature_celsius = degF -> degC' --code RANGE --column temperature_celsius --shape 99.9"
        #expect(groups.contains("°F: ") && groups.contains("frees 20 of 20"), "\(groups)")
        #expect(groups.contains("sluice quarantine " + command), "\(groups)")
        let run = try station.run([
            "quarantine", "repair", "--change", "temperature_celsius = degF -> degC", "--code",
            "RANGE", "--column", "temperature_celsius", "--shape", "99.9",
        ])
        #expect(run.end == .exited(0), "\(run.errors)")
        #expect(
            try station.count(
                """
                SELECT count(*) FROM raw_sensor_data WHERE file_name = 'hot.csv' AND location_id = '104'
                    AND abs(temperature_celsius * 9 / 5 + 32 - (61 + (line - 2) % 9) - 0.7) < 1e-9
                """) == 20)
        #expect(try station.violations() == [])
        #expect(
            try desk("release --filter field:tempo --location 104", ends: 0).contains("nothing"))
        _ = try desk("groups --group-by colour", ends: 64)
        #expect(try desk("groups --json --group-by file").contains(#""file":"a.csv""#))
    }

    @Test func listAndExportSelectAsTheActingCommandsDo() throws {
        var text = Array((UniversityFile.header + "\n").utf8)
        for (minute, byte) in [(1, 0xFF), (2, 0xFF), (3, 0xFE)] as [(Int, UInt8)] {
            text += Array("2024-07-01 00:0\(minute):00,1".utf8) + [byte]
            text += Array(",20,40,50,45.5,300,12,30,7.5,3,1\n".utf8)
        }
        text += Array("2024-07-01 00:09:00,104\n".utf8)
        try station.drop(text, as: "odd.csv")
        try station.run(["--headless", "--once"])
        func listed(_ options: [String]) throws -> Int {
            let run = try station.run(["quarantine", "list", "--json"] + options)
            #expect(run.end == .exited(0), "\(run.errors)")
            return run.output.split(separator: "\n").count
        }
        #expect(try listed(["--shape", "9<FF>"]) == 2)
        #expect(try listed(["--shape", "9<FE>", "--code", "ENCODING"]) == 1)
        #expect(try listed(["--shape", "2 fields", "--code", "FIELDS"]) == 1)
        #expect(try listed(["--filter", "reason:encoding", "--limit", "2"]) == 2)
        #expect(try listed(["--location", "nowhere"]) == 0)
        #expect(try listed(["--location", "1<FF>"]) == 2)
        #expect(try desk("list --in odd.csv --filter reason:fields").contains("FIELDS"))
        #expect(
            try desk("export --format jsonl --code ENCODING --filter line:>2").contains("2 entries")
        )
        let groups = try desk("groups --json --group-by reason,shape")
        #expect(groups.contains(#""shape":"9<FF>""#) && groups.contains(#""shape":"2 fields""#))
        #expect(try desk("groups --limit 1").contains("there are more groups: --limit 0 for all"))
        #expect(!(try desk("groups --limit 0").contains("more groups")))
        let run = try station.run(["quarantine", "discard", "--shape", "9<FF>"])
        #expect(run.end == .exited(0) && run.output.contains("2 discarded"), "\(run.output)")
        #expect(try listed(["--shape", "9<FF>", "--state", "discarded"]) == 2)
        #expect(try station.violations() == [])
    }

    @Test func aMistakeInAnExpressionIsPointedAt() throws {
        let run = try station.run([
            "quarantine", "repair", "--all", "--change", "mood_score = 1 + (v + 3",
        ])
        #expect(run.end == .exited(64))
        #expect(
            run.errors.contains(
                """
                sluice: the expression: a parenthesis is not closed
                sluice: 1 + (v + 3
                sluice:     ^
                """), "\(run.errors)")
    }

    @Test func aCorrectedExportComesBack() throws {
        let export = station.directory.path(of: "held.csv")
        _ = try desk("export --output \(export)")
        let text = try #require(station.directory.text(of: "held.csv"))
        try station.directory.write(
            text.replacing(",-1,", with: ",1.5,"), to: "corrected.csv")
        _ = try desk("import \(station.directory.path(of: "corrected.csv"))")
        #expect(try station.storedRows == 98)
        #expect(try station.violations() == [])
    }

    @Test(arguments: ["csv", "jsonl"])
    func linesOfAnExportTakeNoEditsBack(format: String) throws {
        let export = station.directory.path(of: "held")
        _ = try desk("export --format \(format) --output \(export)")
        func raw() throws -> String {
            try station.column("SELECT CAST(raw AS TEXT) FROM quarantine WHERE id = 1")[0]
        }
        let mood = try #require(try raw().split(separator: ",").dropLast().last)
        _ = try desk("edit 1 --set temperature_celsius=20.6", ends: 1)
        let edited = try raw()
        let untouched = try desk("import \(export)")
        #expect(untouched.contains("0 of 4 records are changed"))
        #expect(try raw() == edited && edited.contains(",20.6,"))
        let text = try #require(station.directory.text(of: "held"))
        try station.directory.write(
            text.replacing(",\(mood),", with: ",1.5,"), to: "corrected")
        let corrected = try desk(
            "import \(station.directory.path(of: "corrected")) --json", ends: 1)
        #expect(corrected.contains("it was changed since the export: export it again"))
        #expect(try raw() == edited)
        #expect(try station.violations() == [])
    }

    @Test func aRejectedFileIsTakenWithItsHeaderMapped() throws {
        let renamed = String(decoding: file.bytes, as: UTF8.self)
            .replacing("mood_score", with: "mood")
        try station.drop(Array(renamed.utf8), as: "b.csv")
        try station.run(["--headless", "--once"])
        let entry = try #require(
            try station.column("SELECT id FROM quarantine WHERE line IS NULL").first)
        #expect(
            try desk("edit \(entry) --set mood=mood_score", ends: 1).contains("quarantine rename"))
        let run = try station.run([
            "quarantine", "edit", entry, "--raw-text", UniversityFile.header,
        ])
        #expect(run.end == .exited(1), "\(run.errors)")
        #expect(try station.storedRows == 192)
        #expect(try station.violations() == [])
        _ = try desk("undo")
        #expect(try station.storedRows == 96)
        #expect(try station.violations() == [])
    }

    @Test func columnsOfRejectedFilesAreNamedInOneBatch() throws {
        for number in 1...3 {
            let renamed = UniversityFile(records: 20, salt: 5 + number, faults: [3: .range])
            let text = String(decoding: renamed.bytes, as: UTF8.self)
                .replacing("mood_score", with: "Mood").replacing("timestamp", with: "when")
            try station.drop(Array(text.utf8), as: "b\(number).csv")
        }
        try station.run(["--headless", "--once"])
        let rename = "rename --code HEADER --map mood=mood_score --map when=timestamp"
        #expect(try desk(rename + " --dry-run", ends: 1).contains("57 rows added"))
        #expect(try station.storedRows == 96)
        _ = try desk(rename, ends: 1)
        #expect(try station.storedRows == 96 + 57)
        // The error log of the refused file gives way to that of its records.
        #expect(station.quarantineNames.count == 2 * 4)
        #expect(!station.quarantineNames.contains { $0.hasSuffix(".1") })
        #expect(try station.count("SELECT count(*) FROM files WHERE status = 'rejected'") == 0)
        #expect(try station.violations() == [])
        _ = try desk("undo")
        #expect(try station.storedRows == 96)
        #expect(!station.quarantineNames.contains { $0.hasSuffix(".1") })
        #expect(try station.count("SELECT count(*) FROM files WHERE status = 'rejected'") == 3)
        _ = try desk("redo")
        #expect(try station.storedRows == 96 + 57)
        #expect(try desk("rename 1 --map mood=mood_score", ends: 1).contains("repair that"))
        _ = try desk("rename 1", ends: 64)
        #expect(try station.violations() == [])
    }

    @Test func theErrorLogOfARejectedFileFollowsItsFindings() throws {
        let text = String(decoding: UniversityFile(records: 20).bytes, as: UTF8.self)
            .replacing("mood_score", with: "mood").replacing("timestamp", with: "time")
        try station.drop(Array(text.utf8), as: "b.csv")
        try station.run(["--headless", "--once"])
        let map = "--map time=timestamp --map mood=mood_score --code HEADER"
        #expect(try desk("groups").contains("sluice quarantine rename \(map) --column timestamp"))
        _ = try desk("rename --map time=timestamp --code HEADER --column timestamp", ends: 1)
        #expect(try station.run(["doctor", "--deep"]).end == .exited(0))
        let shown = try station.run(["datasets", "show", "university"]).output
        try station.directory.makeDirectory("data/datasets")
        try station.directory.write(
            shown.replacing("required = true, minimum = 0, maximum = 5", with: "minimum = 0"),
            to: "data/datasets/university.toml")
        _ = try desk("reprocess 2", ends: 1)
        let doctor = try station.run(["doctor", "--deep"])
        #expect(doctor.end == .exited(0), "\(doctor.output)")
        let logs = try station.open("quarantine").entries()
            .map { String(decoding: $0.name, as: UTF8.self) }
            .filter { $0.hasSuffix("_b.csv.errors.jsonl") }
        let log = try #require(
            logs.first.flatMap { station.directory.text(of: "quarantine/\($0)") })
        #expect(log.contains("timestamp") && !log.contains("mood_score"))
    }

    @Test(arguments: ["--field mood_score", "--insert-cell", "--remove-cell"])
    func changesInOneLineTakeNoOtherOption(_ option: String) throws {
        let said = try desk("repair --all --change mood_score=1 \(option)", ends: 64)
        #expect(said.contains("--change says all"))
        #expect(try station.storedRows == 96)
    }

    @Test func theOwnerDoesItOverItsSocket() throws {
        let owner = try station.startOwner()
        defer { owner.signal(15) }
        _ = try desk("edit 1 --set mood_score=2.5")
        #expect(try station.storedRows == 97)
        #expect(try desk("undo 99", ends: 64).contains("no batch"))
        _ = try desk("undo")
        #expect(try station.storedRows == 96)
        owner.signal(15)
        #expect(owner.wait() == .exited(0))
        #expect(try station.violations() == [])
    }
}
