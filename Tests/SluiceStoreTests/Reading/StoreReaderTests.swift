internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite struct StoreReaderTests {
    private func finding(_ code: FindingCode, _ column: String) -> Finding {
        Finding(
            code, rule: code.rawValue.lowercased(), columnIndex: 3, columnName: column,
            value: [0xFF, 0x41], message: "\(column) is wrong")
    }

    private func fixture() throws -> StoreFixture {
        let fixture = try StoreFixture()
        for name in ["a.csv", "b.csv"] {
            let chunk = StoreFixture.chunk(rows: 20)
            for line in 0..<5 {
                chunk.held.append(
                    HeldRecord(
                        line: 30 + line, byteOffset: line, raw: Array("raw \(line)".utf8),
                        rawSize: 100_000,
                        findings: line % 2 == 0
                            ? [finding(.range, "mood_score"), finding(.null, "stress_level")]
                            : [finding(.number, "mood_score")]))
            }
            try fixture.add(name, [chunk])
        }
        return fixture
    }

    @Test func totalsAreThoseOfTheLedger() throws {
        let fixture = try fixture()
        let reader = try StoreReader(path: fixture.path)
        try fixture.store.beginGroup(now: 1)
        _ = try fixture.store.beginLoading(fixture.file("big.csv"))
        _ = try fixture.store.addDuplicate(fixture.file("a2.csv"), of: 1)
        try fixture.store.commitGroup()
        let totals = try reader.totals()
        #expect(totals.files == [.committed: 2, .duplicate: 1, .loading: 1])
        #expect(
            [totals.records, totals.stored, totals.quarantined, totals.discarded] == [
                50, 40, 10, 0,
            ])
        #expect(totals.pendingArchive == 3)
        #expect(totals.lastCommit == 1_700_000_001_000_002)
        #expect(totals.databaseBytes > 0 && totals.walBytes > 0)
        #expect(
            try reader.lastFiles(limit: 2).map(\.file.name) == [
                Array("a2.csv".utf8), Array("b.csv".utf8),
            ])
        #expect(try reader.file(3) == nil)
    }

    @Test func pagesGoOnWhereTheLastOneEnded() throws {
        let fixture = try fixture()
        let reader = try StoreReader(path: fixture.path)
        var seen: [Int64] = []
        while true {
            let page = try reader.quarantinePage(after: seen.last ?? 0, limit: 3)
            if page.isEmpty { break }
            seen += page.map(\.id)
        }
        #expect(seen.count == 10)
        #expect(seen == seen.sorted())
    }

    @Test func filtersRestrictPages() throws {
        let fixture = try fixture()
        let reader = try StoreReader(path: fixture.path)
        func count(_ change: (inout QuarantineFilter) -> Void) throws -> Int {
            var filter = QuarantineFilter()
            change(&filter)
            let page = try reader.quarantinePage(filter, limit: 100)
            #expect(try reader.quarantineCount(filter) == page.count)
            return page.count
        }
        #expect(try count { $0.code = .number } == 4)
        #expect(try count { $0.column = "stress_level" } == 6)
        #expect(
            try count {
                $0.code = .null
                $0.column = "mood_score"
            } == 0)
        #expect(try count { $0.fileName = "b.csv" } == 5)
        #expect(try count { $0.fileID = 1 } == 5)
        #expect(try count { $0.status = .released } == 0)
        #expect(try count { $0.status = nil } == 10)
    }

    @Test func anEntryHasItsBytesAndAllItsFindings() throws {
        let fixture = try fixture()
        let reader = try StoreReader(path: fixture.path)
        let entries = try reader.heldEntries(ofFile: 2, afterLine: 31, limit: 2)
        #expect(entries.map(\.line) == [32, 33])
        let entry = try #require(try reader.quarantineEntry(entries[0].id))
        #expect(entry == entries[0])
        #expect(entry.raw == Array("raw 2".utf8))
        #expect(entry.rawSize == 100_000)
        #expect(entry.quarantinedAt == 1_700_000_001_000_001)
        #expect(entry.findings == [finding(.range, "mood_score"), finding(.null, "stress_level")])
        #expect(try reader.fileEntry(ofFile: 2) == nil)
        #expect(try reader.quickCheck() == [])
    }
}
