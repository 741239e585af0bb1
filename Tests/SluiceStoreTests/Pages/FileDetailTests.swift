internal import SluiceCore
internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Detail of a file")
struct FileDetailTests {
    @Test("reasons, map and rows are those of what is held")
    func held() throws {
        let fixture = try StoreFixture()
        try HeldFixture.add(to: fixture, "a.csv", 0)
        let reader = try StoreReader(path: fixture.path)
        let detail = try #require(try reader.fileDetail(1, mapStretches: 7))
        #expect(detail.summary.phase == .partial && detail.summary.held == 5)
        #expect(detail.reasons == [ReasonCount(.range, 3), ReasonCount(.number, 2)])
        #expect(detail.lastLine == 14)
        #expect(detail.badMap == [0, 0, 0, 0, 1, 2, 2])
        #expect(detail.held.map(\.line) == [10, 11, 12, 13, 14])
        #expect(detail.sha256.count == 64 && detail.findings.isEmpty)
        #expect(try reader.fileDetail(9, mapStretches: 7) == nil)
    }

    @Test("a refused file has its findings and no map")
    func rejected() throws {
        let fixture = try StoreFixture()
        try fixture.store.beginGroup(now: 1_700_000_002_000_000)
        var file = fixture.file("bad.csv")
        file.header = Array("a,b".utf8)
        _ = try fixture.store.addRejected(
            file, findings: [Finding(.empty, rule: "empty", message: "none")],
            raw: [], error: "EMPTY: none")
        try fixture.store.commitGroup()
        let detail = try #require(
            try StoreReader(path: fixture.path).fileDetail(1, mapStretches: 7))
        #expect(detail.summary.phase == .rejected(.empty))
        #expect(detail.findings.map(\.code) == [.empty] && detail.badMap.isEmpty)
        #expect(detail.header == Array("a,b".utf8))
    }
}
