internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Filters of what is held")
struct HeldFilterTests {
    private let held: HeldFixture

    init() throws { held = try HeldFixture() }

    private func filter(_ term: FilterExpression.Term) -> (inout QuarantineQuery) -> Void {
        { $0.filter.terms = [term] }
    }

    @Test("a time of day is found in since when entries are held, in the zone of the console")
    func times() throws {
        // 2023-11-14 22:13:21 for the records, one second later for the file.
        #expect(try held.page(filter(.init(test: .contains("22:13")))).matches == 16)
        #expect(try held.page(filter(.init(test: .contains("22:13:22")))).matches == 1)
        let there = FilterExpression.Term(test: .contains("23:13:21"), zoneSeconds: 3_600)
        #expect(try held.page(filter(there)).matches == 15)
        #expect(try held.page(filter(.init(column: "time", test: .contains("21")))).matches == 15)
        #expect(try held.page(filter(.init(test: .contains("2023")))).matches == 0)
        #expect(try held.page(filter(.init(test: .contains("2023-11-14")))).matches == 16)
    }

    @Test("what is wrong in words is looked into where it is named")
    func why() throws {
        let all = try held.page().matches
        #expect(try held.page(filter(.init(column: "why", test: .contains("no")))).matches == all)
        #expect(try held.page(filter(.init(column: "why", test: .contains("yes")))).matches == 0)
        #expect(try held.page(filter(.init(test: .contains("no")))).matches == 0)
    }

    @Test("a location that is not UTF-8 is spelled alike by SQL, in memory and in groups")
    func locations() throws {
        let chunk = StoreFixture.chunk(rows: 1)
        let raw = Array("2024-01-01 00:00:00,101".utf8) + [0xFF, 0xFE] + Array(",x".utf8)
        chunk.held = [
            HeldRecord(
                line: 2, byteOffset: 0, raw: raw, rawSize: raw.count,
                findings: [Finding(.encoding, rule: "encoding", message: "no")])
        ]
        var file = held.store.file("d.csv", [chunk])
        file.header = HeldFixture.header
        try held.store.store.beginGroup(now: 1_700_000_003_000_000)
        _ = try held.store.store.addFile(file, chunks: [chunk])
        try held.store.store.commitGroup()
        #expect(try held.page().rows[0].location == "101<FF><FE>")
        let found = try held.page(filter(.init(column: "loc", test: .contains("<ff>"))))
        #expect(found.rows.map(\.location) == ["101<FF><FE>"])
        var group = QuarantineGroup.Key()
        group.location = "101<FF><FE>"
        #expect(try held.page { $0.group = group }.matches == 1)
    }
}
