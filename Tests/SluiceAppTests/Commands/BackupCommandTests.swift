internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice backup")
struct BackupCommandTests {
    private let station: TemporaryStation

    init() throws {
        station = try TemporaryStation()
        try station.drop(UniversityFile(records: 300, salt: 1).bytes, as: "good.csv")
    }

    private func backUp(_ name: String, _ output: TestOutput = TestOutput()) -> ExitCode {
        let path = station.directory.path(of: name)
        return output.run("--station \(station.directory.path) backup \(path)")
    }

    @Test("the copy has what the database has, is private, and is one file")
    func copy() throws {
        try station.runOnce()
        #expect(backUp("copy.db") == .done)
        let copy = DatabaseFile(path: station.directory.path(of: "copy.db"))
        let sql = "SELECT * FROM raw_sensor_data ORDER BY id"
        #expect(try copy.rows(sql) == station.rows(sql))
        #expect(try copy.rows("SELECT * FROM files") == station.rows("SELECT * FROM files"))
        let root = try station.open(".")
        #expect(try root.information(Array("copy.db".utf8))?.permissions == 0o600)
        #expect(station.directory.names().filter { $0.contains("copy") } == ["copy.db"])
    }

    @Test("while a writer is in the middle of its work the copy is one state, with the log's part")
    func beside() throws {
        let probe = try station.pipeline()
        try probe.start()
        _ = try probe.drain()
        #expect(backUp("copy.db") == .done)
        try station.drop(UniversityFile(records: 20, salt: 2).bytes, as: "later.csv")
        _ = try probe.drain()
        let copy = DatabaseFile(path: station.directory.path(of: "copy.db"))
        #expect(try copy.rows("SELECT sum(stored) FROM files") == [["300"]])
        #expect(try station.storedRows == 320)
        try probe.stop()
    }

    @Test("nothing is replaced, and there must be a database")
    func refusals() throws {
        #expect(backUp("copy.db") == .noInput)
        try station.runOnce()
        try station.directory.write("mine", to: "copy.db")
        #expect(backUp("copy.db") == .cannotCreate)
        #expect(station.directory.text(of: "copy.db") == "mine")
        #expect(backUp("no/such/copy.db") == .cannotCreate)
    }

    @Test("of a damaged database no copy is made")
    func damaged() throws {
        try station.runOnce()
        var bytes = try #require(station.directory.bytes(of: "data/store/sluice.db"))
        for offset in stride(from: 3 * 8192, to: bytes.count, by: 8192) {
            bytes.replaceSubrange(offset..<offset + 64, with: Array(repeating: 0xAA, count: 64))
        }
        try station.directory.write(bytes, to: "data/store/sluice.db")
        #expect(backUp("copy.db") == .unavailable)
        #expect(station.directory.names().filter { $0.contains("copy") } == [])
    }
}
