internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

/// Decisions of an older database, taken over by a new one of the same files.
@Suite struct DecisionAdoptionTests {
    private static let records = (0..<2000).map { DeskFixture.record(minute: $0, mood: "9") }

    private let older: DeskFixture
    private let newer: DeskFixture

    init() throws {
        older = try DeskFixture()
        newer = try DeskFixture()
        for fixture in [older, newer] { try fixture.add("a.csv", Self.records) }
        try older.operate(.discard(.matching(QuarantineQuery())))
        older.store.store.close()
    }

    /// A rebuild that took a full disk for decisions that cannot be read replaced the database without them.
    @Test func aFullDiskIsNoReasonToDoWithoutThem() throws {
        let connection = newer.store.store.connection
        let pages = try connection.integer("PRAGMA page_count") ?? 0
        try connection.execute("PRAGMA max_page_count = \(pages)")
        let error = #expect(throws: StoreError.self) {
            try newer.store.store.adoptDecisions(ofDatabase: older.store.path)
        }
        #expect(error?.kind == .full)
        #expect(!newer.store.store.isInGroup)
        try connection.execute("PRAGMA max_page_count = \(pages * 10)")
        let adopted = try newer.store.store.adoptDecisions(ofDatabase: older.store.path)
        #expect(adopted.entries == Self.records.count && adopted.unreadable.isEmpty)
        #expect(adopted.batches == 1)
        try newer.check()
    }

    @Test(arguments: [(10, true), (266, false), (522, false), (778, true), (13, true), (11, false)])
    func onlyARefusedWriteIsWorthAnotherAttempt(_ code: Int32, _ isRefusal: Bool) {
        let error = StoreError(code: code, message: "")
        #expect(error.isRefusal == isRefusal)
    }
}
