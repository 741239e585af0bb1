internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The whole way of a file, from the inbox to database and archive, in temporary stations.
@Suite struct PipelineTests {
    @Test func aGoodFileIsStoredAndArchivedByteForByte() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 50)
        try station.drop(file.bytes, as: "good.csv")
        let result = try station.runOnce()
        #expect(result.invalidFiles == 0 && result.failure == nil && result.stillChanging == [])
        #expect(try station.storedRows == 50)
        #expect(station.inboxNames == [])
        let archived = try #require(station.archivedNames.first)
        #expect(archived.hasSuffix("_good.csv"))
        #expect(station.archived(archived) == file.bytes)
        #expect(
            try station.rows("SELECT name, status, archive_name FROM files") == [
                ["good.csv", "archived", archived]
            ])
        #expect(try station.count("SELECT count(*) FROM aggregated_metrics") == 45)
        #expect(try station.violations() == [])
    }

    @Test func badRecordsAreHeldInTablesAndFiles() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 20, faults: [1: .range, 7: .fields, 8: .number])
        try station.drop(file.bytes, as: "mixed.csv")
        #expect(try station.runOnce().invalidFiles == 1)
        #expect(try station.storedRows == 17)
        #expect(
            try station.rows("SELECT line, raw, status FROM quarantine ORDER BY line")
                == file.badLines.map { line in
                    let number = line - 2
                    return [
                        "\(line)", UniversityFile.record(number, fault: file.faults[number]),
                        "held",
                    ]
                })
        #expect(
            try station.rows(
                """
                SELECT q.line, f.column_name, f.column_index, f.code, f.value
                FROM quarantine_findings f JOIN quarantine q ON q.id = f.entry_id ORDER BY q.line
                """) == [
                    ["3", "mood_score", "11", "RANGE", "-1"],
                    ["9", "NULL", "NULL", "FIELDS", "NULL"],
                    ["10", "temperature_celsius", "3", "NUMBER", "warm"],
                ])
        let base = try #require(station.archivedNames.first?.split(separator: "/").last)
        #expect(station.quarantineNames == ["\(base).errors.jsonl", "\(base).rejected.csv"])
        let raw = file.badLines.map {
            UniversityFile.record($0 - 2, fault: file.faults[$0 - 2]) + "\n"
        }
        #expect(
            station.directory.text(of: "quarantine/\(base).rejected.csv")
                == UniversityFile.header + "\n" + raw.joined())
        let messages = try station.column(
            """
            SELECT f.message FROM quarantine_findings f JOIN quarantine q ON q.id = f.entry_id
            ORDER BY q.line
            """)
        let lines = [
            #"{"line":3,"column":"mood_score","code":"RANGE","value":"-1","message":"\#(messages[0])"}"#,
            #"{"line":9,"column":null,"code":"FIELDS","value":null,"message":"\#(messages[1])"}"#,
            #"{"line":10,"column":"temperature_celsius","code":"NUMBER","value":"warm","message":"\#(messages[2])"}"#,
        ]
        #expect(
            station.directory.text(of: "quarantine/\(base).errors.jsonl")
                == lines.joined(separator: "\n") + "\n")
        #expect(try station.violations() == [])
    }

    @Test(arguments: [
        ("HEADER", Array("\(UniversityFile.header),mood_score\n1\n".utf8)),
        ("EMPTY", []), ("EMPTY", Array("\n\n\r\n".utf8)),
        ("FORMAT", [0xFF, 0xFE] + Array("t\0i\0".utf8)),
    ])
    func aRejectedFileMovesToQuarantine(_ code: String, _ bytes: [UInt8]) throws {
        let station = try TemporaryStation()
        try station.drop(bytes, as: "refused.csv")
        #expect(try station.runOnce().invalidFiles == 1)
        #expect(station.inboxNames == [] && station.archivedNames == [])
        let base = try #require(station.quarantineNames.first)
        #expect(base.hasSuffix("_refused.csv"))
        #expect(station.quarantineNames == [base, base + ".errors.jsonl"])
        #expect(station.directory.bytes(of: "quarantine/" + base) == bytes)
        let errors = try #require(
            station.directory.text(of: "quarantine/\(base).errors.jsonl"))
        #expect(errors.hasPrefix(#"{"line":null,"column":"#))
        #expect(errors.contains(#","code":"\#(code)","value":null,"message":""#))
        #expect(errors.split(separator: "\n").count == 1)
        #expect(
            try station.rows("SELECT status, records, stored, quarantined, archive_name FROM files")
                == [["rejected", "0", "0", "0", base]])
        #expect(
            try station.rows(
                """
                SELECT q.line, f.code FROM quarantine q
                JOIN quarantine_findings f ON f.entry_id = q.id
                """) == [["NULL", code]])
    }

    @Test func aRejectedContentIsJudgedAgainAndOverwritesNothing() throws {
        let station = try TemporaryStation()
        for _ in 0..<2 {
            try station.drop(Array("nothing\n".utf8), as: "refused.csv")
            try station.runOnce()
        }
        let base = try #require(station.quarantineNames.first)
        #expect(station.quarantineNames == [base, base + ".1", base + ".errors.jsonl"])
        #expect(try station.rows("SELECT status FROM files") == [["rejected"]])
    }

    @Test func theSameContentIsStoredOnceUnderWhateverName() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 30, faults: [3: .range])
        try station.drop(file.bytes, as: "a.csv")
        try station.runOnce()
        try station.drop(file.bytes, as: "a.csv")
        try station.drop(file.bytes, as: "b.csv")
        #expect(try station.runOnce().invalidFiles == 0)
        #expect(try station.storedRows == 29)
        #expect(try station.count("SELECT count(*) FROM quarantine") == 1)
        #expect(
            try station.rows("SELECT name, status, duplicate_of FROM files ORDER BY name, id") == [
                ["a.csv", "archived", "NULL"], ["a.csv", "duplicate", "1"],
                ["b.csv", "duplicate", "1"],
            ])
        let names = station.archivedNames
        #expect(names.count == 3)
        #expect(names[0].hasSuffix("_a.csv") && names[1] == names[0] + ".1")
        #expect(names.allSatisfy { station.archived($0) == file.bytes })
        #expect(Set(try station.column("SELECT archive_name FROM files")) == Set(names))
        #expect(try station.violations() == [])
    }

    @Test func duplicatesWithinOneGroupAreFound() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 10)
        for number in 0..<20 { try station.drop(file.bytes, as: "\(number).csv") }
        try station.runOnce()
        #expect(try station.storedRows == 10)
        #expect(try station.count("SELECT count(*) FROM files WHERE status = 'duplicate'") == 19)
        #expect(station.archivedNames.count == 20)
    }

    @Test func aTwinWithOtherLineEndsIsOtherContent() throws {
        let station = try TemporaryStation()
        try station.drop(UniversityFile(records: 10).bytes, as: "a.csv")
        try station.drop(UniversityFile(records: 10, lineEnd: "\r\n").bytes, as: "b.csv")
        try station.runOnce()
        #expect(try station.storedRows == 20)
        #expect(try station.violations() == [])
    }

    @Test func theSameNameWithOtherContentIsANewFile() throws {
        let station = try TemporaryStation()
        for salt in 1...3 {
            try station.drop(UniversityFile(records: 10, salt: salt).bytes, as: "a.csv")
            try station.runOnce()
        }
        #expect(try station.storedRows == 30)
        #expect(station.archivedNames.count == 3)
    }

    @Test func aFileWithOnlyAHeaderIsCommittedWithoutRecords() throws {
        let station = try TemporaryStation()
        try station.drop(UniversityFile(records: 0).bytes, as: "head.csv")
        #expect(try station.runOnce().invalidFiles == 0)
        #expect(
            try station.rows("SELECT status, records, stored, quarantined FROM files") == [
                ["archived", "0", "0", "0"]
            ])
        #expect(station.archivedNames.count == 1)
    }

    @Test func manySmallFilesGoInOneRun() throws {
        let station = try TemporaryStation()
        for number in 0..<300 {
            let faults: [Int: UniversityFile.Fault] = number % 10 == 0 ? [2: .range] : [:]
            try station.drop(
                UniversityFile(records: 5, salt: number, faults: faults).bytes,
                as: "\(number).csv")
        }
        #expect(try station.runOnce().invalidFiles == 30)
        #expect(try station.storedRows == 1470)
        #expect(try station.count("SELECT count(*) FROM quarantine") == 30)
        #expect(station.archivedNames.count == 300 && station.inboxNames == [])
        #expect(station.quarantineNames.count == 60)
        #expect(try station.column("SELECT DISTINCT status FROM files") == ["archived"])
        #expect(try station.count("SELECT count(DISTINCT committed_at) FROM files") == 300)
        #expect(try station.violations() == [])
    }

    @Test func hostileNamesAreBytesAndHarmless() throws {
        let station = try TemporaryStation()
        let names: [[UInt8]] = [
            [0xFF, 0xC0] + Array(".csv".utf8), Array("100%.csv".utf8), Array("a\nb.csv".utf8),
            Array("é ü.csv".utf8), Array("'; DROP TABLE ledger; --.csv".utf8),
            Array("%s%n.CSV".utf8), Array(repeating: 0x78, count: 251) + Array(".csv".utf8),
            Array(repeating: 0xFE, count: 251) + Array(".Csv".utf8),
        ]
        for (salt, name) in names.enumerated() {
            try station.drop(
                UniversityFile(records: 3, salt: salt, faults: [1: .range]).bytes, as: name)
        }
        try station.runOnce()
        #expect(try station.storedRows == 2 * names.count)
        #expect(
            Set(try station.column("SELECT hex(name_bytes) FROM files"))
                == Set(names.map { PathText.hexadecimal($0).uppercased() }))
        #expect(station.archivedNames.count == names.count)
        #expect(station.quarantineNames.count == 2 * names.count)
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-%")
        for name in station.archivedNames.map({ $0.split(separator: "/")[1] })
            + station.quarantineNames.map({ $0[...] })
        {
            #expect(name.allSatisfy(plain.contains) && name.utf8.count <= 255)
        }
        #expect(try station.violations() == [])
    }

    @Test func whatIsNoDataFileStaysUntouched() throws {
        let station = try TemporaryStation()
        try station.drop(UniversityFile(records: 3).bytes, as: "a.txt")
        try station.drop(UniversityFile(records: 3).bytes, as: ".hidden.csv")
        try station.directory.makeDirectory("data/folder.csv")
        try station.runOnce()
        #expect(station.inboxNames == [".hidden.csv", "a.txt", "folder.csv"])
        #expect(try station.count("SELECT count(*) FROM files") == 0)
    }

    @Test func strictModeRefusesAFileWithOneBadRecord() throws {
        let station = try TemporaryStation()
        var settings = TemporaryStation.settings
        settings.taking.isStrict = true
        try station.drop(
            UniversityFile(records: 20, faults: [4: .range, 6: .number]).bytes, as: "bad.csv")
        try station.drop(UniversityFile(records: 20, salt: 2).bytes, as: "good.csv")
        #expect(try station.runOnce(settings).invalidFiles == 1)
        #expect(try station.storedRows == 20)
        #expect(
            try station.rows(
                """
                SELECT q.line, f.code FROM quarantine q
                JOIN quarantine_findings f ON f.entry_id = q.id
                """) == [["NULL", "STRICT"]])
        let errors = try #require(
            station.quarantineNames.first { $0.hasSuffix(".errors.jsonl") }.flatMap {
                station.directory.text(of: "quarantine/" + $0)
            })
        let lines = errors.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains(#""code":"STRICT""#) && lines[0].contains("2 of 20 records"))
        #expect(lines[1].hasPrefix(#"{"line":6,"column":"mood_score","code":"RANGE""#))
        #expect(lines[2].hasPrefix(#"{"line":8,"column":"temperature_celsius","code":"NUMBER""#))
        #expect(try station.violations() == [])
    }
}
