internal import Glibc
internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite struct DatabaseFileTests {
    private func kind(of body: () throws -> Void) -> StoreError.Kind? {
        do {
            try body()
            return nil
        } catch let error as StoreError {
            return error.kind
        } catch {
            return .misuse
        }
    }

    private func path(_ directory: TemporaryDirectory) -> [UInt8] {
        Array(directory.path(of: "store/sluice.db").utf8)
    }

    @Test func aNewStoreIsPrivateAndHasItsSettings() throws {
        let fixture = try StoreFixture()
        let system = System()
        let store = try system.information(path: Array(fixture.directory.path(of: "store").utf8))
        #expect(store?.permissions == 0o700)
        let connection = fixture.store.connection
        #expect(try connection.integer("PRAGMA synchronous") == 2)
        #expect(try connection.text("PRAGMA journal_mode") == "wal")
        #expect(try connection.integer("PRAGMA trusted_schema") == 0)
        #expect(try connection.integer("PRAGMA page_size") == 16_384)
        #expect(try connection.integer("PRAGMA mmap_size") ?? 0 == 0)
        #expect(fixture.directory.names(in: "store").allSatisfy { $0.hasPrefix("sluice.db") })
        #expect(
            try fixture.rows("SELECT name FROM schema_migrations ORDER BY version").map { $0[0] }
                == Migration.catalog.map(\.name))
        #expect(Set(Migration.catalog.map(\.name)).count == Migration.catalog.count)
    }

    @Test(arguments: [
        [UInt8](), [UInt8](repeating: 0, count: 16384), Array("SQLite format 3\u{0}".utf8),
        Array("hello".utf8),
    ])
    func whatIsNoWholeDatabaseStopsTheStartAndStaysAsItIs(bytes: [UInt8]) throws {
        let directory = try TemporaryDirectory()
        try directory.write(bytes, to: "store/sluice.db")
        _ = try System().openDirectory(path: directory.pathBytes)
        let path = path(directory)
        #expect(kind { _ = try Store(path: path) } == .damaged)
        #expect(kind { _ = try StoreReader(path: path) } == .damaged)
        #expect(directory.bytes(of: "store/sluice.db") == bytes)
    }

    @Test func whatIsNoFileIsToldAsWhatItIs() throws {
        let directory = try TemporaryDirectory()
        let path = path(directory)
        try directory.write([], to: "store/sluice.db/inside")
        #expect(kind { _ = try Store(path: path) } == .damaged)
        #expect(kind { _ = try StoreReader(path: path) } == .damaged)
        #expect(directory.names(in: "store") == ["sluice.db"])
    }

    @Test func aDatabaseBehindALinkIsRefusedAtTheStartAndWhileItIsOpen() throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 5)])
        let (database, away) = (
            fixture.directory.path(of: "store/sluice.db"), fixture.directory.path(of: "away.db")
        )
        #expect(rename(database, away) == 0 && symlink(away, database) == 0)
        #expect(kind { try fixture.add("b.csv", [StoreFixture.chunk(rows: 5)]) } == .replaced)
        #expect(kind { _ = try StoreReader(path: path(fixture.directory)) } == .replaced)
        fixture.store.close()
        #expect(kind { _ = try Store(path: path(fixture.directory)) } == .replaced)
    }

    @Test func whatSQLiteSaysOfADamagedDatabaseComesWithoutStatements() throws {
        let fixture = try StoreFixture()
        fixture.store.close()
        let name = fixture.directory.path(of: "store/sluice.db")
        #expect(truncate(name, 3 * 16_384) == 0)
        do {
            _ = try Store(path: path(fixture.directory))
            Issue.record("it was opened")
        } catch {
            #expect(error.kind == .damaged && !error.message.contains("PRAGMA"), "\(error)")
        }
    }

    /// Found by a soak: a neighbour that closed the database held the lock for copying, and the start called it truncated.
    @Test func aDatabaseWhoseLogAnotherCopiesIsNotTruncated() throws {
        let fixture = try StoreFixture()
        // As long as somebody reads, the log stays, and with it the pages the database has not.
        let neighbour = try Connection(path: path(fixture.directory), access: .reading)
        defer { neighbour.close() }
        _ = try neighbour.integer("SELECT count(*) FROM ledger")
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 5000)])
        fixture.store.close()
        let shared = open(fixture.directory.path(of: "store/sluice.db-shm"), O_RDWR)
        // The lock of a checkpoint, by a description of its own: it keeps out this process, too.
        var lock = flock(
            l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 121, l_len: 1, l_pid: 0)
        let isLocked = fcntl(shared, 37, &lock) == 0  // F_OFD_SETLK
        try #require(isLocked)
        let store = try Store(path: path(fixture.directory))
        #expect(try store.heldTotals().records == 0)
        store.close()
        close(shared)
    }

    @Test func aReaderThatComesAndGoesLeavesTheWriterItsLock() throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 10)])
        let path = path(fixture.directory)
        try StoreReader(path: path).close()
        let inode = try #require(try System().information(path: path)).identity.inode
        let locks = try System().openForReading(path: Array("/proc/locks".utf8))
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var filled = 0
        while case let count = try System().read(locks, into: &bytes, at: filled), count > 0 {
            filled += count
        }
        let lines = String(decoding: bytes[..<filled], as: UTF8.self).split(separator: "\n")
        let own = "\(System().processIdentifier)"
        #expect(
            lines.contains { line in
                let words = line.split(separator: " ")
                return words.contains { $0 == own } && words.contains { $0.hasSuffix(":\(inode)") }
            })
    }

    @Test func aTruncatedDatabaseIsNoticed() throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 4000)])
        fixture.store.close()
        let bytes = try #require(fixture.directory.bytes(of: "store/sluice.db"))
        try fixture.directory.write(Array(bytes[..<(bytes.count - 8192)]), to: "store/sluice.db")
        #expect(kind { _ = try Store(path: fixture.path) } == .damaged)
    }

    @Test func aWALWithoutItsDatabaseIsNotGivenANewOne() throws {
        let directory = try TemporaryDirectory()
        try directory.write([UInt8](repeating: 7, count: 9000), to: "store/sluice.db-wal")
        #expect(kind { _ = try Store(path: path(directory)) } == .damaged)
        #expect(directory.names(in: "store") == ["sluice.db-wal"])
    }

    @Test func aHalfMadeDatabaseIsMadeAnew() throws {
        let directory = try TemporaryDirectory()
        try directory.write([1, 2, 3], to: "store/.creating-sluice.db")
        _ = try Store(path: path(directory))
        #expect(directory.names(in: "store").contains("sluice.db"))
    }

    @Test func aMissingDatabaseIsOnlyMadeWhenThatIsWanted() throws {
        let directory = try TemporaryDirectory()
        var options = StoreOptions()
        options.creates = false
        #expect(kind { _ = try Store(path: path(directory), options: options) } == .cannotOpen)
        #expect(kind { _ = try StoreReader(path: path(directory)) } == .cannotOpen)
        #expect(directory.names().isEmpty)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        let directory = try TemporaryDirectory()
        try directory.makeDirectory("store")
        let connection = try Connection(path: path(directory), access: .creating)
        try connection.execute("CREATE TABLE t(x)")
        connection.close()
        #expect(kind { _ = try Store(path: path(directory)) } == .damaged)
    }

    @Test func aNewerSchemaIsRefused() throws {
        let fixture = try StoreFixture()
        try fixture.store.connection.execute("PRAGMA user_version = 999")
        fixture.store.close()
        #expect(kind { _ = try Store(path: fixture.path) } == .newerSchema)
    }

    @Test func aRemovedDatabaseStopsTheNextCommit() throws {
        let fixture = try StoreFixture()
        try fixture.add("a.csv", [StoreFixture.chunk(rows: 3)])
        let directory = try System().openDirectory(
            path: Array(fixture.directory.path(of: "store").utf8))
        try directory.remove(Array("sluice.db".utf8))
        #expect(kind { try fixture.store.checkFiles() } == .replaced)
        #expect(kind { try fixture.add("b.csv", [StoreFixture.chunk(rows: 3)]) } == .replaced)
        #expect(!fixture.store.isInGroup)
    }

    @Test func aLockedDatabaseIsReportedAsLocked() throws {
        let fixture = try StoreFixture()
        let other = try Connection(path: fixture.path, access: .writing)
        try other.execute("BEGIN IMMEDIATE")
        #expect(kind { try fixture.store.beginGroup(now: 1) } == .locked)
        try other.execute("COMMIT")
        other.close()
        try fixture.add("b.csv", [StoreFixture.chunk(rows: 3)])
    }

    @Test func registeringTwiceChangesNothing() throws {
        let fixture = try StoreFixture()
        let before = try fixture.rows("PRAGMA schema_version")
        try fixture.store.register(StoreFixture.university)
        try fixture.reopen()
        try fixture.store.register(StoreFixture.university)
        #expect(try fixture.rows("PRAGMA schema_version") == before)
    }
}
