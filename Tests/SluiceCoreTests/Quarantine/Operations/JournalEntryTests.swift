import SluiceCore
import Testing

@Suite("Lines of the journal")
struct JournalEntryTests {
    private static let entry: JournalEntry = {
        var entry = JournalEntry(
            id: 42, microseconds: 1_700_000_000_000_000, actor: "ada", action: "undo", batch: 42,
            count: 250)
        entry.before = "17"
        entry.fileName = "fahr.csv"
        entry.dataset = "university"
        entry.reason = "Calibration"
        entry.undoneBy = 43
        return entry
    }()

    @Test(
        "a filter finds every column by its text or its number",
        arguments: [
            ("", true), ("batch:42", true), ("batch:>42", false), ("undo", true),
            ("\"undo 17\"", true), ("actor:ada calibration", true), ("count:>100", true),
            (">100", true), (">1000", false), ("file:fahr", true), ("undone", true),
            ("undone:43", true), ("stands", false), ("!undone", false), ("at:2023-11-14", true),
            ("2023", false), ("22:13", true), ("22:14", false), ("2023-11-14", true),
            ("2023-11", true), ("2023-12", false), ("\"2023-11-14 22:13:20\"", true),
            ("when:22:13", false), ("at:22:13", true), ("dataset:lab", false), ("nothing:x", false),
        ])
    func filters(_ text: String, _ passes: Bool) throws {
        #expect(Self.entry.passes(try FilterExpression(text)) == passes)
    }

    @Test("a time is meant by the clock that is shown")
    func zones() {
        for (clock, passes) in [("23:13", true), ("2023-11-15", false), ("22:14", false)] {
            var filter = FilterExpression()
            filter.terms = [.init(test: .contains(clock), zoneSeconds: 3_600)]
            #expect(Self.entry.passes(filter) == passes, "\(clock)")
        }
    }

    @Test(
        "a batch can be taken back or done again, as it stands",
        arguments: [
            ("discard", nil, true, false), ("discard", 44, false, true),
            ("undo", nil, false, true), ("undo", 44, false, false), ("redo", nil, false, false),
        ] as [(String, Int64?, Bool, Bool)])
    func reversals(_ action: String, _ undoneBy: Int64?, _ undoes: Bool, _ redoes: Bool) {
        var entry = Self.entry
        (entry.action, entry.undoneBy) = (action, undoneBy)
        #expect(entry.isUndoable == undoes && entry.isRedoable == redoes)
    }

    @Test("a head of an earlier version, which does not say how many are changed, has its count")
    func earlierCounts() {
        var entry = Self.entry
        entry.after = #"{"rows_added":66,"discards_revoked":1}"#
        #expect(entry.counts?.changed == 250 && entry.counts?.rowsAdded == 66)
        entry.after = #"{"still_invalid":3,"changed":0}"#
        #expect(entry.counts?.changed == 0)
    }

    @Test("a term about a column that the journal does not have is told with those it has")
    func unknownColumns() throws {
        let problem = #expect(throws: FilterProblem.self) {
            try FilterExpression("who:ada foo:bar").resolved(JournalEntry.Column.names)
        }
        #expect(
            problem?.message.string
                == "no column foo; there are batch when what count who file dataset stands why")
    }

    @Test(
        "a filter names columns as they are called over the list, or by their ids",
        arguments: [
            ("what:undo", true), ("who:ada", true), ("who:bob", false), ("why:calib", true),
            ("when:2023-11-14", true), ("stands:43", true), ("actor:ada undone:43", true),
        ])
    func namesTitles(_ text: String, _ passes: Bool) throws {
        let filter = try FilterExpression(text).resolved(JournalEntry.Column.names)
        #expect(Self.entry.passes(filter) == passes)
    }
}
