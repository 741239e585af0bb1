internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Operations on held records")
struct RecordOperationsTests {
    private let desk: DeskFixture
    private let file: Int64

    /// 300 records at two locations, of which 30 have a mood below 0, 3 a temperature that is no number and 3 too few fields.
    init() throws {
        desk = try DeskFixture()
        let records = (0..<300).map { minute -> String in
            let location = minute % 3 == 0 ? "101" : "102"
            if minute % 10 == 4 {
                return DeskFixture.record(minute: minute, location: location, mood: "-1.5")
            }
            if minute % 100 == 7 {
                return DeskFixture.record(minute: minute, location: location, temperature: "warm")
            }
            if minute % 100 == 8 { return "2024-05-01 00:00:00,\(location),21" }
            return DeskFixture.record(minute: minute, location: location)
        }
        file = try desk.add("a.csv", records)
        try desk.check()
        #expect(try desk.counts(file) == ["264", "36", "0"])
    }

    private var all: EntrySelection { .matching(QuarantineQuery()) }

    @Test("releasing judges again; what passes is stored, the rest goes back with another attempt")
    func release() throws {
        let none = try desk.operate(.release(all))
        #expect(none.counts.stillInvalid == 36 && none.counts.stored == 0)
        #expect(
            try desk.store.rows("SELECT DISTINCT attempts, status FROM quarantine") == [
                ["2", "held"]
            ])
        try desk.setRange(of: "mood_score", -3, 5)
        let report = try desk.operate(.release(all), reason: "the scale goes below zero")
        #expect(report.counts.stored == 30 && report.counts.stillInvalid == 6)
        #expect(report.batch != nil && report.restatedBuckets == 10)
        #expect(report.outcomes.first?.end != .stored)
        let effect = try #require(report.effects.first { $0.metric == "mood_score" })
        #expect(effect.before.minimum == 2.5 && effect.after.minimum == -1.5)
        #expect(try desk.counts(file) == ["294", "6", "0"])
        #expect(
            try desk.store.rows(
                """
                SELECT count(*), min(line), max(override) FROM raw_sensor_data WHERE mood_score = -1.5
                """) == [["30", "6", "0"]])
        let released = try desk.store.rows(
            "SELECT count(*), count(resolved_at), min(attempts) FROM quarantine WHERE status = 'released'"
        )
        #expect(released == [["30", "30", "3"]])
    }

    @Test("an edited record is stored when it passes, else it is held as it was edited")
    func edit() throws {
        let id = try #require(try desk.ids().first)
        let worse = try desk.operate(.edit(entry: id, raw: Array("1,2".utf8)))
        #expect(worse.counts.stillInvalid == 1)
        let held = try desk.entries()[0]
        #expect(held[3] == "1,2" && held[8].hasPrefix("FIELDS"))
        #expect(worse.outcomes[0].field == "timestamp")
        #expect(worse.outcomes[0].before == Array("2024-05-01 00:04:00".utf8))
        #expect(worse.outcomes[0].after == [0x31])
        let better = DeskFixture.record(minute: 4, location: "new", mood: "1.25")
        let report = try desk.operate(.edit(entry: id, raw: Array(better.utf8)))
        #expect(report.counts.stored == 1)
        #expect(
            try desk.store.rows(
                "SELECT line, mood_score FROM raw_sensor_data WHERE location_id = 'new'") == [
                    ["6", "1.25"]
                ])
        let unknown = try desk.operate(.edit(entry: 4711, raw: []))
        #expect(unknown.counts.skipped == 1 && unknown.batch == nil)
    }

    @Test("a text that is none or several records is not stored")
    func severalRecords() throws {
        let id = try #require(try desk.ids().first)
        let record = DeskFixture.record(minute: 4)
        for text in ["", record + "\n" + record] {
            let report = try desk.operate(.edit(entry: id, raw: Array(text.utf8)))
            #expect(report.counts.stillInvalid == 1)
        }
        let report = try desk.operate(.edit(entry: id, raw: Array((record + "\n").utf8)))
        #expect(report.counts.stored == 1)
    }

    @Test("discarding puts aside, restoring brings back; what is in another state is left out")
    func discardAndRestore() throws {
        let ids = Array(try desk.ids().prefix(10))
        let report = try desk.operate(.discard(.entries(ids)), without: [ids[0]])
        #expect(report.counts.discarded == 9)
        #expect(try desk.counts(file) == ["264", "27", "9"])
        let again = try desk.operate(.discard(.entries(ids)))
        #expect(again.counts.discarded == 1 && again.counts.skipped == 9)
        let back = try desk.operate(.restore(all))
        #expect(back.counts.restored == 10)
        #expect(try desk.counts(file) == ["264", "36", "0"])
        let nothing = try desk.operate(.restore(all))
        #expect(nothing.batch == nil && nothing.counts == OperationReport.Counts())
    }

    @Test(
        "accepting needs a reason, flags the rows, and takes only records whose cells have values")
    func accept() throws {
        #expect(throws: StoreError.self) { try desk.operate(.accept(all)) }
        #expect(throws: StoreError.self) { try desk.operate(.accept(all), reason: " \t") }
        let report = try desk.operate(.accept(all), reason: "known sensor")
        #expect(report.counts.stored == 30 && report.counts.stillInvalid == 6)
        let stored = report.outcomes.filter { $0.end == .stored }
        #expect(stored.allSatisfy { $0.overriddenWords == "RANGE mood_score" })
        #expect(report.counts.duplicatesStored == 0)
        #expect(
            try desk.store.rows(
                "SELECT count(*), sum(override) FROM raw_sensor_data WHERE mood_score < 0") == [
                    ["30", "30"]
                ])
        try desk.operate(.undo(batch: nil))
        try desk.operate(.redo(batch: nil))
        #expect(
            try desk.store.rows("SELECT sum(override) FROM raw_sensor_data") == [["30"]])
    }

    @Test("what came after it was shown stays as it is, unless it is named")
    func laterEntries() throws {
        let request = OperationRequest(.discard(all), actor: "op")
        let shown = try desk.dryRun(request)
        #expect(shown.counts.discarded == 36)
        try desk.add("later.csv", [DeskFixture.record(minute: 2000, mood: "-1")])
        let later = try #require(shown.newestEntry) + 1
        let done = try desk.operate(.discard(all), through: shown.newestEntry)
        #expect(done.counts.discarded == 36)
        let named = try desk.operate(.discard(.entries([later])), through: shown.newestEntry)
        #expect(named.counts.discarded == 1)
    }

    @Test("an undo gives back the partials to the last bit", arguments: [1, 59])
    func partialsAsBefore(minutes: Int) throws {
        // Some rows an hour, or one: partials are by hour, or by location alone.
        try desk.add(
            "varied.csv",
            (0..<400).map { number in
                DeskFixture.record(
                    minute: number * minutes, location: "\(101 + number * 7 % 4)",
                    temperature: "\(15 + number * 7 % 11).\(number * 3 % 10)",
                    mood: number % 7 == 3 ? "-1" : "\(number % 5).\(number * 7 % 10)")
            })
        func partials() throws -> [[String]] {
            try desk.store.rows(
                """
                SELECT id, location_id, hour, quote(mean0), quote(m2_0), quote(mean8), quote(m2_8)
                    FROM partials_university ORDER BY id
                """)
        }
        let before = try partials()
        #expect(!before.isEmpty)
        try desk.operate(.accept(all), reason: "known sensor")
        let after = try partials()
        #expect(after != before)
        try desk.operate(.undo(batch: nil))
        #expect(try partials() == before)
        try desk.operate(.redo(batch: nil))
        #expect(try partials() == after)
    }

    @Test("fields are repaired by value and conversion, other bytes stay")
    func repair() throws {
        let warm = FilterExpression.Term(test: .contains("warm"))
        var query = QuarantineQuery()
        query.filter.terms = [warm]
        let cold = FieldRepair(field: "temperature_celsius", change: .value("19.25"))
        let report = try desk.operate(.repair(.matching(query), [cold]))
        #expect(report.counts.stored == 3)
        #expect(report.outcomes[0].before == Array("warm".utf8))
        #expect(report.outcomes[0].after == Array("19.25".utf8))
        let mood = FieldRepair(field: "mood_score", change: .conversion(from: "degF", to: "degC"))
        let rest = try desk.operate(.repair(all, [mood]))
        #expect(rest.counts.stillInvalid == 30 && rest.counts.skipped == 3)
        #expect(throws: StoreError.self) {
            try desk.operate(.repair(all, [FieldRepair(field: "moood", change: .value("1"))]))
        }
        #expect(throws: StoreError.self) {
            try desk.operate(
                .repair(
                    all,
                    [FieldRepair(field: "mood_score", change: .conversion(from: "m", to: "s"))]))
        }
    }

    @Test(
        "a repair of many that fails leaves the old text, unless it cures a finding and brings no other"
    )
    func failingRepair() throws {
        let both = DeskFixture.record(minute: 500, temperature: "warm", mood: "-1.5")
        let file = try desk.add("both.csv", [both, DeskFixture.record(minute: 501, mood: "-9")])
        let ids = try desk.ids().suffix(2)
        let selection = EntrySelection.entries(Array(ids))
        func texts() throws -> [[String]] {
            try desk.store.rows(
                "SELECT CAST(raw AS TEXT), attempts FROM quarantine WHERE file_id = \(file) ORDER BY id"
            )
        }
        let before = try texts()
        let mood = FieldRepair(field: "mood_score", change: .expression("v * 2 + 15"))
        let repaired = try desk.operate(.repair(selection, [mood]))
        #expect(repaired.counts.stillInvalid == 2 && repaired.counts.rewritten == 0)
        #expect(repaired.counts.changed == 0)
        #expect(repaired.outcomes.allSatisfy { $0.after == nil && !$0.isRewritten })
        #expect(try texts().map { $0[0] } == before.map { $0[0] })
        #expect(try texts().map { $0[1] } == ["2", "2"], "they failed again")
        #expect(
            try desk.store.rows(
                "SELECT value FROM quarantine_findings WHERE entry_id = \(ids.last ?? 0)")
                == [["-9"]], "what is wrong with the text that is there")

        let cold = FieldRepair(field: "temperature_celsius", change: .value("19.25"))
        let half = try desk.operate(.repair(selection, [cold]))
        #expect(half.counts.stillInvalid == 2 && half.counts.rewritten == 1)
        #expect(half.counts.changed == 1 && half.batch != nil)
        #expect(half.outcomes.map(\.isRewritten) == [true, false])
        #expect(half.outcomes[0].after == Array("19.25".utf8))
        #expect(
            try texts().map { $0[0] } == [
                both.replacing("warm", with: "19.25"), before[1][0],
            ])
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts.rewritten == 1 && undo.counts.changed == 1)
        #expect(try texts().map { $0[0] } == before.map { $0[0] })
    }

    @Test("a repair of many rewrites no record that other rules have cured meanwhile")
    func repairAfterRules() throws {
        let file = try desk.add(
            "cured.csv",
            [
                DeskFixture.record(minute: 500, mood: "-1.5"),
                DeskFixture.record(minute: 501, mood: "-1.5"),
            ])
        let ids = Array(try desk.ids().suffix(2))
        let sql = "SELECT CAST(raw AS TEXT) FROM quarantine WHERE file_id = \(file) ORDER BY id"
        let before = try desk.store.rows(sql)
        try desk.setRange(of: "mood_score", -3, 5)
        let hot = FieldRepair(field: "temperature_celsius", change: .value("900"))
        let report = try desk.operate(.repair(.entries(ids), [hot]))
        #expect(report.counts.stillInvalid == 2 && report.counts.rewritten == 0)
        #expect(try desk.store.rows(sql) == before)
    }

    @Test("a batch tells what it did to each record")
    func batchLines() throws {
        let ids = Array(try desk.ids().prefix(2))
        let moods = FieldRepair(field: "mood_score", change: .value("1.5"))
        let batch = try #require(try desk.operate(.repair(.entries(ids), [moods])).batch)
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        func lines(_ batch: Int64) throws -> [BatchLine] {
            try #require(try reader.batch(batch, locating: desk.catalog.heldRecordReader)).lines
                .sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        }
        let repaired = try lines(batch)
        #expect(repaired.map(\.entry) == ids && repaired.map(\.line) == [6, 9])
        #expect(repaired[0].field == "mood_score" && repaired[0].fileName == "a.csv")
        #expect(repaired[0].before == Array("-1.5".utf8) && repaired[0].after == Array("1.5".utf8))
        #expect(repaired[0].outcome == "held → released")
        #expect(repaired[1].field == "temperature_celsius" && repaired[1].after == nil)
        #expect(repaired[1].outcome == "held, attempt 2")
        let put = try #require(try desk.operate(.discard(.entries([ids[1]]))).batch)
        #expect(try lines(put).map(\.outcome) == ["held → discarded"])
        #expect(try reader.batch(9_999, locating: desk.catalog.heldRecordReader) == nil)
    }

    @Test("a batch of as many lines as are told is whole", arguments: [0, 1])
    func batchLimit(more: Int) throws {
        let count = BatchDetail.lineLimit + more
        try desk.operate(.discard(.matching(QuarantineQuery())))
        try desk.add("many.csv", (0..<count).map { DeskFixture.record(minute: $0, mood: "-1") })
        let batch = try #require(try desk.operate(.discard(.matching(QuarantineQuery()))).batch)
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        let detail = try reader.batch(batch, locating: desk.catalog.heldRecordReader)
        #expect(detail?.lines.count == BatchDetail.lineLimit)
        #expect(detail?.isPart == (more > 0))
    }

    @Test("a text for one record is kept although it fails")
    func failingEdit() throws {
        let id = try #require(try desk.ids().first)
        let mood = FieldRepair(field: "mood_score", change: .value("-77"))
        let report = try desk.operate(.repair(.entries([id]), [mood]))
        #expect(report.counts.rewritten == 1 && report.outcomes[0].isRewritten)
        #expect(try desk.entries()[0][3].contains(",-77,"))
    }

    @Test(
        "a cell that slipped in is taken out, a lost one put in; records with another number of cells stay as they are"
    )
    func cells() throws {
        let good = (0..<4).map { DeskFixture.record(minute: 400 + $0) }
        let file = try desk.add(
            "cells.csv",
            [
                good[0].replacing(",21.5,", with: ",21.5,\"a \"\"b\"\"\","),
                good[1].replacing(",40.25,", with: ","), good[2] + ",", good[3],
            ])
        #expect(try desk.counts(file) == ["1", "3", "0"])
        var query = QuarantineQuery()
        query.fileID = file
        let extra = FieldRepair(field: FieldRepair.extraCell, change: .removal)
        #expect(
            try desk.dryRun(OperationRequest(.repair(.matching(query), [extra]), actor: "op"))
                .counts.stored == 1)
        #expect(throws: StoreError.self) {
            try desk.operate(
                .repair(
                    .matching(query),
                    [FieldRepair(field: FieldRepair.extraCell, change: .value("1"))]))
        }
        let removal = FieldRepair(field: "humidity_percent", change: .removal)
        let removed = try desk.operate(.repair(.matching(query), [removal]))
        #expect(removed.counts.stored == 1 && removed.counts.skipped == 1)
        #expect(removed.counts.stillInvalid == 1)
        let insertion = FieldRepair(field: "humidity_percent", change: .insertion)
        let inserted = try desk.operate(.repair(.matching(query), [insertion]))
        #expect(inserted.counts.stored == 1 && inserted.counts.skipped == 1)
        #expect(inserted.outcomes.first { $0.end == .stored }?.after == [])
        #expect(
            try desk.store.rows(
                """
                SELECT line, humidity_percent, noise_level_db FROM raw_sensor_data
                    WHERE file_name = 'cells.csv' ORDER BY line
                """) == [["2", "40.25", "45.5"], ["3", "NULL", "45.5"], ["5", "40.25", "45.5"]])
        try desk.check()
    }

    @Test("corrections come back by the ids of their entries")
    func corrections() throws {
        let ids = try desk.ids()
        var texts: [Int64: RecordCorrection] = [:]
        for (number, id) in ids.prefix(5).enumerated() {
            texts[id] = RecordCorrection(Array(DeskFixture.record(minute: 600 + number).utf8))
        }
        texts[9999] = RecordCorrection(Array("x".utf8))
        let report = try desk.operate(.importCorrections(texts))
        #expect(report.counts.stored == 5 && report.counts.skipped == 1)
    }

    @Test("a correction of a record that has other bytes than those it was made from is left out")
    func staleCorrections() throws {
        let ids = try desk.ids()
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        var texts: [Int64: RecordCorrection] = [:]
        for (number, id) in ids.prefix(2).enumerated() {
            let raw = try #require(try reader.quarantineEntry(id)).raw
            texts[id] = RecordCorrection(
                Array(DeskFixture.record(minute: 600 + number).utf8), mark: RecordMark.of(raw))
        }
        let other = DeskFixture.record(minute: 700, mood: "-2")
        try desk.operate(.edit(entry: ids[0], raw: Array(other.utf8)))
        let report = try desk.operate(.importCorrections(texts))
        #expect(report.counts.stored == 1 && report.counts.skipped == 1)
        let left = try #require(report.outcomes.first { $0.entry == ids[0] })
        #expect(left.end == .skipped("it was changed since the export: export it again"))
        #expect(left.fileName == "a.csv")
        #expect(try reader.quarantineEntry(ids[0])?.raw == Array(other.utf8))
        // What it has already is no change.
        texts = [ids[0]: RecordCorrection(Array(other.utf8), mark: "x0")]
        #expect(try desk.operate(.importCorrections(texts)).counts.stillInvalid == 1)
    }

    @Test("a cancelled operation leaves nothing")
    func cancel() throws {
        let before = try desk.entries()
        try desk.setRange(of: "mood_score", -3, 5)
        var context = desk.context
        context.isCancelled = { true }
        let request = OperationRequest(.release(all), actor: "op")
        try desk.store.store.beginGroup(now: desk.now)
        let error = #expect(throws: StoreError.self) {
            try desk.store.store.operate(request, context)
        }
        #expect(error?.kind == .cancelled)
        #expect(!desk.store.store.isInGroup)
        #expect(try desk.entries() == before)
        #expect(try desk.store.rows("SELECT * FROM journal") == [])
        try desk.check()
    }
}
