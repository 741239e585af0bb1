internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Operations on whole files")
struct FileOperationsTests {
    private let desk: DeskFixture
    private let records = (0..<200).map { minute in
        DeskFixture.record(
            minute: minute, location: minute % 2 == 0 ? "a" : "b",
            mood: minute % 5 == 0 ? "-1" : "2")
    }

    init() throws { desk = try DeskFixture() }

    private func contents(_ texts: [Int64: [String]]) -> FileContents { desk.archive(texts) }

    @Test("a file judged anew gets the rows and entries of now; an undo brings the old ones back")
    func reprocess() throws {
        let file = try desk.add("a.csv", records)
        #expect(try desk.counts(file) == ["160", "40", "0"])
        try desk.operate(.discard(.entries([try #require(desk.ids().first)])))
        let before = (try desk.rows(), try desk.entries())
        try desk.setRange(of: "mood_score", -2, 1.5)
        desk.contents = contents([file: [DeskFixture.header] + records])
        let report = try desk.operate(.reprocess(file: file))
        #expect(report.counts.rowsAdded == 40 && report.counts.rowsRemoved == 160)
        #expect(report.counts.stillInvalid == 160)
        #expect(try desk.counts(file) == ["40", "160", "0"])
        #expect(report.effects.contains { $0.metric == "mood_score" && $0.after.maximum == -1 })
        #expect(report.outcomes.first?.line == 3)
        #expect(report.outcomes.first?.end.isProblem == true)
        let freed = report.outcomes.filter { $0.end == .rowAdded }.map(\.line)
        #expect(freed == (0..<40).map { 2 + 5 * $0 })
        let after = (try desk.rows(), try desk.entries())
        try desk.restart()
        try desk.operate(.undo(batch: nil))
        #expect(try desk.rows() == before.0)
        #expect(try desk.entries().filter { $0[5] != "superseded" } == before.1)
        try desk.operate(.redo(batch: nil))
        #expect(try desk.rows() == after.0)
        #expect(try desk.entries() == after.1)
        try desk.operate(.discard(.matching(QuarantineQuery())))
        let refusal = #expect(throws: StoreError.self) {
            try desk.operate(.undo(batch: report.batch))
        }
        #expect(refusal?.kind == .refused)
    }

    @Test("the same rules change nothing; a changed text is told row by row")
    func difference() throws {
        let file = try desk.add("a.csv", records)
        var others = records
        others[1] = DeskFixture.record(minute: 1, location: "b", temperature: "30", mood: "2")
        others[7] = "broken"
        desk.contents = contents([file: [DeskFixture.header] + others])
        let report = try desk.operate(.reprocess(file: file))
        #expect(report.counts.rowsChanged == 1 && report.counts.rowsRemoved == 1)
        #expect(report.counts.rowsAdded == 0 && report.counts.stillInvalid == 41)
        let changed = try #require(report.outcomes.first { $0.end == .rowChanged })
        #expect(changed.line == 3 && changed.field == "temperature_celsius")
        #expect(changed.before == Array("21.5".utf8) && changed.after == Array("30".utf8))
        #expect(report.outcomes.first { $0.end == .rowRemoved }?.line == 9)
        let again = try desk.operate(.reprocess(file: file))
        #expect(again.batch == nil && again.counts == OperationReport.Counts())
        #expect(try desk.store.rows("SELECT count(DISTINCT batch) FROM journal") == [["1"]])
        // A record that is discarded or edited comes back: that is something to do.
        let id = try #require(desk.ids().first)
        try desk.operate(.discard(.entries([id])))
        #expect(try desk.operate(.reprocess(file: file)).batch != nil)
        #expect(try desk.operate(.reprocess(file: file)).batch == nil)
    }

    @Test("what operators decided about records of a file is told when the file is taken again")
    func decisions() throws {
        let file = try desk.add("a.csv", records)
        let ids = try desk.ids()
        try desk.operate(.discard(.entries(Array(ids[0..<2]))))
        try desk.operate(.accept(.entries(Array(ids[2..<5]))), reason: "known")
        for (id, minute) in zip(ids[5..<9], 300...) {
            try desk.operate(
                .edit(entry: id, raw: Array(DeskFixture.record(minute: minute).utf8)))
        }
        desk.contents = contents([file: [DeskFixture.header] + records])
        let report = try desk.operate(.reprocess(file: file))
        #expect(report.counts.overridesRevoked == 3 && report.counts.discardsRevoked == 2)
        #expect(report.counts.editsRevoked == 4)
        #expect(
            report.counts.parts.suffix(3).map { "\($0.count) \($0.words)" } == [
                "3 overrides taken back", "2 discards taken back", "4 edits taken back",
            ])
        let again = try desk.operate(.reprocess(file: file))
        #expect(again.counts.parts.allSatisfy { !$0.words.hasSuffix("taken back") })
        #expect(report.counts.stillInvalid == 40 && report.counts.rowsRemoved == 7)
        // Each of the 40 records that comes to be held anew was something before.
        let undone = try desk.operate(.undo(batch: report.batch))
        #expect(
            undone.counts.parts.map { "\($0.count) \($0.words)" } == [
                "31 still invalid", "2 discarded", "7 rows added",
            ])
        let redone = try desk.operate(.redo(batch: report.batch))
        #expect(redone.counts == report.counts)
    }

    /// What each record of a file is: its row, or what is held or put aside of it.
    private func records(of file: Int64) throws -> [String: [String]] {
        let rows = try desk.store.rows(
            "SELECT line, * FROM raw_sensor_data WHERE file_id = \(file)")
        let entries = try desk.store.rows(
            """
            SELECT line, status, CAST(raw AS TEXT) FROM quarantine
                WHERE file_id = \(file) AND status IN ('held', 'discarded')
            """)
        return Dictionary((rows + entries).map { ($0[0], Array($0.dropFirst())) }) { one, _ in one }
    }

    @Test("a file that is taken again counts each record that is not what it was once")
    func distinctRecords() throws {
        let file = try desk.add("a.csv", records)
        let ids = try desk.ids()
        func edited(_ minute: Int, _ mood: String) -> [UInt8] {
            Array(DeskFixture.record(minute: minute, location: "a", mood: mood).utf8)
        }
        // One that is stored, one that stays held and is tried once more, one that only another record has in common.
        try desk.operate(.edit(entry: ids[0], raw: edited(0, "0.2")))
        try desk.operate(.edit(entry: ids[1], raw: edited(5, "-9")))
        try desk.operate(.release(.entries([ids[1]])))
        try desk.operate(.accept(.entries([ids[2]])), reason: "known")
        try desk.operate(.discard(.entries([ids[3], ids[4]])))
        desk.contents = contents([file: [DeskFixture.header] + records])
        for range in [(0.0, 5.0), (-3.0, 5.0)] {
            try desk.setRange(of: "mood_score", range.0, range.1)
            let before = try records(of: file)
            let report = try desk.operate(.reprocess(file: file))
            let after = try records(of: file)
            let changed = before.keys.count { before[$0] != after[$0] }
            #expect(report.counts.changed == changed && changed > 0)
            #expect(report.counts.overridesRevoked == 1 && report.counts.discardsRevoked == 2)
            #expect(report.counts.editsRevoked == 2)
            #expect(try desk.operate(.undo(batch: report.batch)).counts.changed == changed)
            #expect(try records(of: file) == before)
            let redone = try desk.operate(.redo(batch: report.batch))
            #expect(redone.counts == report.counts)
            try desk.operate(.undo(batch: report.batch))
        }
    }

    @Test("an edit of a held record that goes is one record, and so is a discard beside it")
    func heldEdit() throws {
        let file = try desk.add("a.csv", records)
        let ids = try desk.ids()
        let raw = Array(DeskFixture.record(minute: 0, location: "a", mood: "-9").utf8)
        try desk.operate(.edit(entry: ids[0], raw: raw))
        desk.contents = contents([file: [DeskFixture.header] + records])
        #expect(try desk.operate(.reprocess(file: file)).counts.changed == 1)
        try desk.operate(.undo(batch: nil))
        try desk.operate(.discard(.entries([ids[1]])))
        #expect(try desk.operate(.reprocess(file: file)).counts.changed == 2)
    }

    @Test("held records whose keys are dropped from now on are told and counted")
    func droppedRecords() throws {
        var dataset = desk.dataset
        dataset.duplicates = .quarantine
        dataset.keyFields = ["timestamp", "location_id"]
        desk.dataset = dataset
        try desk.register()
        let record = DeskFixture.record(minute: 1)
        let file = try desk.add("a.csv", [record, record, record])
        #expect(try desk.counts(file) == ["1", "2", "0"])
        desk.contents = contents([file: [DeskFixture.header, record, record, record]])
        desk.dataset.duplicates = .skip
        let report = try desk.operate(.reprocess(file: file))
        #expect(report.counts.superseded == 2 && report.counts.changed == 2)
        #expect(try desk.counts(file) == ["1", "0", "2"])
        #expect(try desk.operate(.undo(batch: nil)).counts.changed == 2)
        #expect(try desk.operate(.redo(batch: nil)).counts == report.counts)
    }

    @Test("what operators decided about records of a file is told when another takes its place")
    func supersededDecisions() throws {
        let old = try desk.add("a.csv", records)
        let ids = try desk.ids()
        try desk.operate(.discard(.entries(Array(ids[0..<3]))))
        try desk.operate(.accept(.entries([ids[3]])), reason: "known")
        // The corrected file says of the first what the operator did: its row is the same.
        for (id, minute) in [(ids[4], 20), (ids[5], 25)] {
            let raw = DeskFixture.record(
                minute: minute, location: minute % 2 == 0 ? "a" : "b", mood: "2")
            try desk.operate(.edit(entry: id, raw: Array(raw.utf8)))
        }
        var corrected = records
        corrected[20] = DeskFixture.record(minute: 20, location: "a", mood: "2")
        let new = try desk.add("b.csv", corrected)
        let held = try desk.counts(old)[1]
        #expect(held == "34")
        let report = try desk.operate(.supersede(file: old, by: new))
        #expect(
            report.counts.parts.map { "\($0.count) \($0.words)" } == [
                "34 held no more", "2 rows removed", "1 override taken back",
                "3 discards taken back", "2 edits taken back",
            ])
        // 34 held, 3 discarded, the rows of the override and of one edit, and that of the other, which is an edit no more.
        #expect(report.counts.changed == 40)
        let undone = try desk.operate(.undo(batch: report.batch))
        #expect(undone.counts.discarded == 3 && undone.counts.changed == 40)
        #expect(try desk.operate(.redo(batch: report.batch)).counts == report.counts)
    }

    @Test("a suggestion to rename a column says how many records it would free")
    func renameSuggestion() throws {
        let (_, entry) = try rejected(DeskFixture.header.replacing("mood_score", with: "mood"))
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        let found = try #require(try reader.suggestion(for: [entry], desk.context))
        #expect(found.renames == [ColumnRename(column: "mood", field: "mood_score")])
        #expect(found.frees == 160 && found.of == 200)
        var far = desk.context
        far.contents = nil
        let untried = try #require(try reader.suggestion(for: [entry], far))
        #expect(untried.frees == 0 && untried.of == 0)
    }

    /// A file that was rejected for its header; its ledger id and that of its entry.
    private func rejected(_ header: String) throws -> (file: Int64, entry: Int64) {
        var row = desk.store.file("r.csv")
        row.header = Array(header.utf8)
        row.archiveName = "r.csv"
        let finding = Finding(.header, rule: "header", columnName: "mood_score", message: "no")
        try desk.store.store.beginGroup(now: 1_700_000_003_000_000)
        let file = try desk.store.store.addRejected(
            row, findings: [finding], raw: row.header, error: "HEADER: no")
        try desk.store.store.commitGroup()
        desk.contents = contents([file: [header] + records])
        return (file, try #require(try desk.ids().first))
    }

    @Test("a rejected file is taken with another header, and is rejected again by an undo")
    func header() throws {
        let (file, entry) = try rejected(
            DeskFixture.header.replacing("mood_score", with: "mood"))
        let failed = try desk.operate(.reprocess(file: file))
        #expect(failed.counts.stillInvalid == 1)
        #expect(try desk.store.rows("SELECT attempts FROM quarantine") == [["2"]])
        let report = try desk.operate(.edit(entry: entry, raw: Array(DeskFixture.header.utf8)))
        #expect(report.counts.rowsAdded == 160 && report.counts.stillInvalid == 40)
        #expect(
            try desk.store.rows("SELECT status, records FROM files") == [["archived", "200"]])
        try desk.setRange(of: "mood_score", -3, 5)
        let released = try desk.operate(.release(.matching(QuarantineQuery())))
        #expect(released.counts.stored == 40)
        try desk.operate(.undo(batch: nil))
        try desk.operate(.undo(batch: nil))
        #expect(try desk.rows() == [])
        #expect(
            try desk.store.rows("SELECT status, records FROM files") == [["rejected", "0"]])
        #expect(try desk.ids() == [entry])
        try desk.operate(.redo(batch: report.batch))
        #expect(try desk.rows().count == 160)
    }

    @Test("a rename that leaves a file rejected keeps what is wrong with the header it has")
    func failedRename() throws {
        let header = DeskFixture.header.replacing("mood_score", with: "mood")
            .replacing("timestamp", with: "time")
        let (_, entry) = try rejected(header)
        let before = try desk.entries()
        let report = try desk.operate(
            .renameColumns(
                .entries([entry]), [ColumnRename(column: "time", field: "timestamp")]))
        #expect(report.counts.stillInvalid == 1)
        let after = try desk.entries()
        #expect(after[0][6] == "2")
        #expect(after[0].last == before[0].last && after[0][3] == header)
        let both = try desk.operate(
            .renameColumns(
                .entries([entry]),
                [
                    ColumnRename(column: "time", field: "timestamp"),
                    ColumnRename(column: "mood", field: "mood_score"),
                ]))
        #expect(both.counts.rowsAdded == 160)
    }

    @Test("what is left out of a renaming says which file and line it is of")
    func skippedRename() throws {
        try desk.add("a.csv", [DeskFixture.record(minute: 1, mood: "-1")])
        let report = try desk.operate(
            .renameColumns(
                .entries(try desk.ids()), [ColumnRename(column: "time", field: "timestamp")]))
        let left = try #require(report.outcomes.first)
        #expect(left.end == .skipped("it is a record: repair that"))
        #expect(left.fileName == "a.csv" && left.line == 2)
    }

    @Test("a file that was taken with other names is judged anew with these")
    func reprocessRenamed() throws {
        let (file, entry) = try rejected(
            DeskFixture.header.replacing("mood_score", with: "mood"))
        try desk.operate(
            .renameColumns(
                .entries([entry]), [ColumnRename(column: "mood", field: "mood_score")]))
        try desk.setRange(of: "mood_score", -2, 5)
        desk.contents = contents([
            file: [DeskFixture.header.replacing("mood_score", with: "mood")] + records
        ])
        let report = try desk.operate(.reprocess(file: file))
        #expect(report.counts.rowsAdded == 40 && report.counts.rowsRemoved == 0)
        #expect(report.counts.stillInvalid == 0)
    }

    @Test("a corrected file takes the place of an earlier one")
    func supersede() throws {
        let old = try desk.add("a.csv", records)
        let corrected = records.enumerated().map { index, record in
            index == 3 ? DeskFixture.record(minute: 3, location: "b", mood: "4") : record
        }
        let new = try desk.add("b.csv", Array(corrected.dropLast()))
        let before = try desk.rows()
        let report = try desk.operate(.supersede(file: old, by: new))
        #expect(report.counts.rowsChanged == 1 && report.counts.rowsRemoved == 1)
        #expect(report.counts.rowsAdded == 0 && report.counts.superseded == 40)
        let changed = try #require(report.outcomes.first { $0.end == .rowChanged })
        #expect(changed.fileName == "b.csv" && changed.line == 5 && changed.field == "mood_score")
        #expect(changed.before == Array("2".utf8) && changed.after == Array("4".utf8))
        let removed = try #require(report.outcomes.first { $0.end == .rowRemoved })
        #expect(removed.fileName == "a.csv" && removed.line == 201)
        let held = try #require(report.outcomes.first { $0.end == .superseded })
        #expect(held.line == 2 && held.field == "mood_score" && held.before == Array("-1".utf8))
        #expect(report.effects.contains { $0.before.count == 160 && $0.after.count == 80 })
        #expect(try desk.rows().count == 159)
        #expect(
            try desk.store.rows("SELECT status FROM files WHERE id = \(old)") == [["superseded"]])
        #expect(try desk.ids().count == 40)
        let reader = try StoreReader(path: desk.store.path)
        defer { reader.close() }
        #expect(try reader.fileDetail(old, mapStretches: 1)?.summary.phase == .superseded)
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts.restored == 40 && undo.counts.rowsAdded == 1)
        #expect(report.restatedBuckets > 0 && report.restatedBuckets == undo.restatedBuckets)
        #expect(try desk.rows() == before)
        #expect(try desk.operate(.redo(batch: nil)).counts.superseded == 40)
        try desk.operate(.undo(batch: nil))
        #expect(throws: StoreError.self) { try desk.operate(.supersede(file: old, by: old)) }
        #expect(throws: StoreError.self) { try desk.operate(.reprocess(file: 99)) }
    }

    @Test("a file of the same rows takes the place of an earlier one that was stored too")
    func supersedeBySame() throws {
        let old = try desk.add("a.csv", records)
        let new = try desk.add("b.csv", records)
        let report = try desk.operate(.supersede(file: old, by: new))
        #expect(report.counts.changed == 40, "the held records go; no row is another")
        #expect(try desk.rows().count == 160)
        let undo = try desk.operate(.undo(batch: nil))
        #expect(undo.counts.restored == 40 && undo.counts.changed == 40)
        #expect(try desk.rows().count == 320)
    }
}
