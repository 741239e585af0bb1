internal import Glibc
@testable internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// The log and its index removed, cut and overwritten while the store has them open.
@Suite struct LogGuardTests {
    private let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 300)])
        try fixture.reopen()
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 500)])
    }

    private func path(_ suffix: String) -> String {
        fixture.directory.path(of: "store/sluice.db" + suffix)
    }

    private func overwrite(_ suffix: String, at offset: Int, _ bytes: [UInt8]) {
        let file = open(path(suffix), O_WRONLY)
        _ = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, offset) }
        close(file)
    }

    private func size(_ suffix: String) throws -> Int {
        try System().information(path: Array(path(suffix).utf8))?.identity.size ?? 0
    }

    private func kind(of body: () throws -> Void) -> StoreError.Kind? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StoreError)?.kind ?? .misuse
        }
    }

    private var files: [String] {
        get throws { try fixture.rows("SELECT name FROM ledger ORDER BY id").map { $0[0] } }
    }

    @Test func nothingIsFoundWhereNothingWasChanged() throws {
        try fixture.store.checkFiles()
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 20)])
        try fixture.store.beginGroup(now: 2)
        fixture.store.rollbackGroup()
        try fixture.store.checkFiles()
        let other = try Connection(path: fixture.path, access: .writing)
        try other.execute("UPDATE ledger SET error = 'x'; PRAGMA wal_checkpoint(TRUNCATE)")
        try fixture.store.checkFiles()
        try other.execute("UPDATE ledger SET error = 'y'")
        try fixture.store.checkFiles()
        other.close()
        try fixture.add("d.csv", [StoreFixture.chunk(rows: 20)])
        #expect(try files == ["a.csv", "b.csv", "c.csv", "d.csv"])
    }

    @Test(arguments: ["-wal", "-shm"], [true, false])
    func whatWasRemovedIsMadeAnew(suffix: String, isReplaced: Bool) throws {
        unlink(path(suffix))
        if isReplaced {
            try fixture.directory.write([1, 2, 3], to: "store/sluice.db" + suffix)
        }
        #expect(kind { try fixture.add("c.csv", [StoreFixture.chunk(rows: 3)]) } == .renewed)
        #expect(!fixture.store.isInGroup)
        try fixture.reopen()
        #expect(try files == ["a.csv", "b.csv"])
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 3)])
        #expect(try files == ["a.csv", "b.csv", "c.csv"])
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test func aLostIndexNeedsEveryConnectionToBeANewOne() throws {
        let reader = try StoreReader(path: fixture.path)
        _ = try reader.totals()
        unlink(path("-shm"))
        #expect(kind { try fixture.store.checkFiles() } == .renewed)
        fixture.store.close()
        #expect(reader.isAbandoned)
        #expect(kind { _ = try Store(path: fixture.path) } == .renewed)
        reader.close()
        try fixture.reopen()
        #expect(try files == ["a.csv", "b.csv"])
    }

    @Test(arguments: [0, 16, 140, 16_384 + 64])
    func anOverwrittenIndexIsMadeAnew(offset: Int) throws {
        overwrite("-shm", at: offset, [UInt8](repeating: 0x5A, count: 16_000))
        #expect(kind { try fixture.store.checkFiles() } == .renewed)
        try fixture.reopen()
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 3)])
        #expect(try files == ["a.csv", "b.csv", "c.csv"])
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }

    /// What was in the database stays there, whatever was in the log.
    @Test(arguments: ["cut", "half", "header", "zeroed", "page", "grown"])
    func aDamagedLogIsNotCopied(damage: String) throws {
        let whole = try size("-wal")
        let database = fixture.directory.bytes(of: "store/sluice.db")
        switch damage {
        case "cut": truncate(path("-wal"), 0)
        case "half": truncate(path("-wal"), whole / 2)
        case "header": overwrite("-wal", at: 0, [UInt8](repeating: 0, count: 32))
        case "zeroed": overwrite("-wal", at: 0, [UInt8](repeating: 0, count: whole))
        case "page": overwrite("-wal", at: whole / 2, [1, 2, 3, 4])
        default:
            truncate(path("-wal"), 0)
            truncate(path("-wal"), whole)
        }
        #expect(kind { try fixture.store.checkFiles() } == .logLost)
        #expect(kind { try fixture.add("c.csv", [StoreFixture.chunk(rows: 3)]) } == .logLost)
        fixture.store.close()
        #expect(fixture.directory.bytes(of: "store/sluice.db") == database)
        try fixture.reopen()
        #expect(try files == ["a.csv"])
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test func closingCopiesNoDamagedLog() throws {
        let database = fixture.directory.bytes(of: "store/sluice.db")
        overwrite("-wal", at: try size("-wal") / 2, [1, 2, 3, 4])
        fixture.store.close()
        #expect(fixture.directory.bytes(of: "store/sluice.db") == database)
        try fixture.reopen()
        #expect(try files == ["a.csv"])
    }

    /// A page of an older commit must not come back over a newer one in the database.
    @Test func aLogWhoseCopiedPartIsDamagedIsSetAside() throws {
        // While somebody reads, the log is not started over.
        let neighbour = try Connection(path: fixture.path, access: .reading)
        try neighbour.execute("BEGIN")
        _ = try neighbour.integer("SELECT count(*) FROM ledger")
        _ = fixture.store.connection.checkpoint()
        let whole = try size("-wal")
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 500)])
        neighbour.close()
        overwrite("-wal", at: whole / 2, [1, 2, 3, 4])
        #expect(kind { try fixture.store.checkFiles() } == .logLost)
        try fixture.reopen()
        #expect(fixture.directory.names(in: "store").contains("sluice.db-wal.damaged"))
        #expect(try files == ["a.csv", "b.csv"])
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }

    @Test func aDamagedLogOfWhichAllWasCopiedCostsNothing() throws {
        _ = fixture.store.connection.checkpoint()
        truncate(path("-wal"), 40_000)
        #expect(kind { try fixture.store.checkFiles() } == .renewed)
        try fixture.reopen()
        #expect(try files == ["a.csv", "b.csv"])
        try fixture.add("c.csv", [StoreFixture.chunk(rows: 3)])
        #expect(try fixture.rows("PRAGMA integrity_check") == [["ok"]])
    }
}
