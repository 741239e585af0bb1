@testable internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Operations and their reports as JSON")
struct OperationCodecTests {
    private static let selection: EntrySelection = {
        var query = QuarantineQuery()
        query.filter.terms = [
            .init(isNegated: true, column: "field", test: .contains("mood")),
            .init(test: .contains("03:06"), zoneSeconds: -18_000),
            .init(test: .compare(.atLeast, 1.5)),
        ]
        query.fileID = 7
        var group = QuarantineGroup.Key()
        group.code = .range
        group.field = "mood_score"
        group.fileID = 7
        group.location = ""
        group.shape = "-9.9"
        query.group = group
        return .matching(query)
    }()

    static let operations: [QuarantineOperation] = [
        .release(.entries([1, 2, 3, 7, 9, 10])), .release(selection), .accept(.entries([])),
        .discard(selection), .restore(.entries([5])),
        .edit(entry: 4, raw: Array("a,\"b\"\u{1}é".utf8)), .edit(entry: 4, raw: [0, 0xFF, 0x2C]),
        .repair(
            selection,
            [
                FieldRepair(field: "a", change: .value("")),
                FieldRepair(field: "b", change: .expression("v * 10")),
                FieldRepair(field: "c", change: .conversion(from: "degF", to: "degC")),
            ]), .reprocess(file: 3), .supersede(file: 3, by: 4),
        .changeRules(
            dataset: "university",
            [RuleChange(field: "mood_score", minimum: -3, maximum: nil)], holdsRows: true),
        .importCorrections([
            3: RecordCorrection([1, 2]), 4: RecordCorrection(Array("x".utf8), mark: "x12"),
        ]), .undo(batch: nil), .undo(batch: 9),
        .redo(batch: 2),
    ]

    @Test("a request comes back as it was", arguments: operations)
    func request(_ operation: QuarantineOperation) throws {
        var request = OperationRequest(operation, actor: "op", reason: "why")
        request.excluded = [4, 5, 9]
        request.newestEntry = 12
        var json = JSONWriter()
        json.object { request.json(into: &$0) }
        let value = try #require(JSONValue(json.bytes))
        #expect(OperationRequest(json: value) == request)
    }

    @Test(
        "what is not a request is refused", arguments: ["{}", #"{"operation":"edit","actor":"x"}"#])
    func refused(_ text: String) throws {
        #expect(OperationRequest(json: try #require(JSONValue(Array(text.utf8)))) == nil)
    }

    @Test("a report comes back as it was")
    func report() throws {
        var report = OperationReport()
        report.batch = 12
        report.counts.stored = 3
        report.counts.rowsRemoved = 2
        report.counts.superseded = 1
        report.counts.changed = 7
        report.restatedBuckets = 5
        report.leavesOutEffects = true
        let finding = Finding(
            .range, rule: "range", columnIndex: 3, columnName: "a", value: [45], message: "no")
        let ends: [RecordOutcome.End] = [
            .stored, .stillInvalid([finding]), .duplicate(row: 8, place: "b.csv:7"), .discarded,
            .held, .skipped("it is released"), .superseded, .rowAdded, .rowChanged, .rowRemoved,
        ]
        report.outcomes = ends.map {
            RecordOutcome(
                entry: 1, fileName: "a.csv", line: 2, field: "a", before: [0xFF],
                after: Array("1".utf8), end: $0)
        }
        report.outcomes[report.outcomes.count - 1].entry = nil
        report.counts.rewritten = 1
        report.outcomes[1].isRewritten = true
        report.counts.duplicatesStored = 1
        report.outcomes[0].overridden = [finding]
        var statistics = MetricStatistics()
        statistics.add(0.1)
        statistics.add(2.7)
        var hours = HourSpans()
        hours.insert(-3)
        hours.insert(7...9)
        report.effects = [
            AggregateEffect(
                location: "101", metric: "a", before: MetricStatistics(), after: statistics,
                hours: hours)
        ]
        var json = JSONWriter()
        json.object { report.json(into: &$0) }
        #expect(OperationReport(json: try #require(JSONValue(json.bytes))) == report)
    }
}
