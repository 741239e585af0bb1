internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Unix sockets")
struct SocketsTests {
    private let temporary: TemporaryDirectory
    private let system = System()
    private let name = Array("s".utf8)

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func directory() throws -> Directory {
        try system.openDirectory(path: temporary.pathBytes)
    }

    @Test("bytes go both ways, and each side knows the other's user")
    func bothWays() throws {
        let listener = try system.listen(at: name, in: directory())
        #expect(try system.accept(listener) == nil)
        let client = try system.connect(to: name, in: directory())
        let server = try #require(try system.accept(listener))
        #expect(try system.peer(of: server).user == system.effectiveUser)
        #expect(try system.peer(of: client).process == system.processIdentifier)
        #expect(try system.send([1, 2, 3], to: client) == 3)
        #expect(try system.send([4], to: server) == 1)
        var buffer = [UInt8](repeating: 0, count: 8)
        #expect(try system.read(server, into: &buffer, at: 0) == 3)
        #expect(try system.read(client, into: &buffer, at: 3) == 1)
        #expect(buffer.prefix(4) == [1, 2, 3, 4])
    }

    @Test("a full buffer takes nothing and does not wait")
    func full() throws {
        let listener = try system.listen(at: name, in: directory())
        let client = try system.connect(to: name, in: directory())
        let block = [UInt8](repeating: 7, count: 1 << 20)[...]
        var sent = 0
        while true {
            let count = try system.send(block, to: client)
            if count == 0 { break }
            sent += count
        }
        #expect(sent > 0)
        withExtendedLifetime(listener) {}
    }

    @Test("a long path is no obstacle, a name left behind gives way")
    func longPath() throws {
        let deep = (0..<5).map { _ in String(repeating: "x", count: 60) }.joined(separator: "/")
        try temporary.makeDirectory(deep)
        let directory = try system.openDirectory(path: Array(temporary.path(of: deep).utf8))
        var listener: FileDescriptor? = try system.listen(at: name, in: directory)
        withExtendedLifetime(listener) {}
        listener = nil
        #expect(throws: SystemError.self) { try system.connect(to: name, in: directory) }
        listener = try system.listen(at: name, in: directory)
        _ = try system.connect(to: name, in: directory)
        withExtendedLifetime(listener) {}
    }

    @Test("each call can be made to fail", arguments: [SystemCall.socket, .bind, .listen, .rename])
    func faults(call: SystemCall) throws {
        let failing = System(faults: FaultInjector { asked, _ in asked == call ? 24 : nil })
        let directory = try failing.openDirectory(path: temporary.pathBytes)
        #expect(throws: SystemError(call, code: 24, subject: name)) {
            try failing.listen(at: name, in: directory)
        }
        #expect(try directory.information(name) == nil)
    }
}
