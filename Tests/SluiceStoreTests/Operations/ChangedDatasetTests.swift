internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

@Suite("Operations after a dataset was changed")
struct ChangedDatasetTests {
    private let records = (0..<200).map { minute in
        DeskFixture.record(
            minute: minute, location: minute % 2 == 0 ? "a" : "b",
            mood: minute % 5 == 0 ? "-1" : "2")
    }

    @Test("a field that was added is told before the table has its column")
    func addedField() throws {
        var small = Dataset.university
        small.fields.removeAll { $0.name == "temperature_celsius" }
        let desk = try DeskFixture(small)
        let file = try desk.add("a.csv", records)
        desk.dataset = .university
        desk.contents = desk.archive([file: [DeskFixture.header] + records])
        let request = OperationRequest(.reprocess(file: file), actor: "op")
        let told = try desk.dryRun(request)
        #expect(told.counts.rowsChanged == 160)
        #expect(told.outcomes.contains { $0.field == "temperature_celsius" && $0.after != nil })
        let gained = told.effects.filter { $0.metric == "temperature_celsius" }
        #expect(gained.count == 2 && gained.allSatisfy { $0.before.count == 0 })
        try desk.register()
        let report = try desk.operate(.reprocess(file: file))
        #expect(told.counts == report.counts && told.outcomes == report.outcomes)
        #expect(told.effects == report.effects)
        #expect(told.restatedBuckets == report.restatedBuckets)
    }

    @Test("a field of another type than the stored one is refused, by the dry run too")
    func changedType() throws {
        let desk = try DeskFixture()
        let file = try desk.add("a.csv", records)
        let index = try #require(desk.dataset.fields.firstIndex { $0.name == "stress_level" })
        desk.dataset.fields[index].type = .number
        desk.contents = desk.archive([file: [DeskFixture.header] + records])
        for operation in [
            QuarantineOperation.reprocess(file: file), .release(.entries(try desk.ids())),
        ] {
            let error = #expect(throws: StoreError.self) {
                try desk.dryRun(OperationRequest(operation, actor: "op"))
            }
            #expect(error?.kind == .refused)
            #expect(error?.message.contains("stress_level") == true)
        }
        let error = #expect(throws: StoreError.self) { try desk.register() }
        #expect(error?.kind == .refused)
    }
}
