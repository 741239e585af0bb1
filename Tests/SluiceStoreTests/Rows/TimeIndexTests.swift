import Testing

internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit

@Suite("The time index of files whose times overlap")
struct TimeIndexTests {
    /// Rows of a day, for tests whose files lie among each other.
    private let day: Int64 = 1_714_550_400_000

    @Test("its pages are filled, whatever the order of the files")
    func isCompact() throws {
        let fixture = try StoreFixture()
        for number in 0..<20 {
            // Each begins before all that came before it, and reaches into them.
            let start = day - Int64(number) * 300_000
            try fixture.add("\(number).csv", [StoreFixture.chunk(rows: 1000, ms: start)])
        }
        let rows = try fixture.rows("SELECT count(*) FROM rows_university")
        #expect(rows == [["20000"]])
        // 20 000 rows of some 70 bytes and 20 000 entries of some 14: two full megabytes with everything else.
        let bytes = try #require(
            fixture.rows("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                .first?.first.flatMap { Int($0) })
        #expect(bytes < 4 << 20)
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test("rows before, among and behind the others are all found by their time")
    func findsAll() throws {
        let fixture = try StoreFixture()
        let starts: [Int64] = [day, day + 5_000_000, day - 5_000_000, day + 200_000, day]
        for (number, start) in starts.enumerated() {
            // Two parts of an image, and a rest.
            try fixture.add("\(number).csv", [StoreFixture.chunk(rows: 2500, ms: start)])
        }
        let wanted = starts.flatMap { start in (0..<2500).map { start + Int64($0) * 1000 } }
        let found = try fixture.rows(
            """
            SELECT timestamp_ms FROM rows_university INDEXED BY rows_university_by_time
                WHERE timestamp_ms > 0 ORDER BY timestamp_ms
            """)
        #expect(found == wanted.sorted().map { ["\($0)"] })
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }
}
