internal import Dispatch
internal import Glibc
@testable internal import SluiceApp
internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("Control socket")
struct ControlSocketTests {
    private let temporary: TemporaryDirectory
    private let system = System()
    private let link = TestLink()

    init() throws {
        temporary = try TemporaryDirectory()
    }

    private func socket() throws -> ControlSocket {
        let station = try system.openDirectory(path: temporary.pathBytes)
        return ControlSocket(
            logs: StationPath("logs", in: station, system: system), system: system)
    }

    private func server() throws -> ControlServer {
        let server = ControlServer(
            socket: try socket(),
            service: ControlService(
                link: link, status: { Array("{\"state\":\"RUNNING\"}".utf8) },
                ingest: { paths, completion in
                    completion(
                        paths.map { path in
                            var outcome = FileOutcome(path: path, end: .committed)
                            outcome.stored = 3
                            outcome.fileID = 8
                            return outcome
                        })
                },
                simulate: { plan, interval, completion in
                    var counts = SimulationCounts()
                    counts.files = plan.files
                    counts.records = plan.rows
                    counts.bytes = Int(interval ?? 0)
                    for kind in plan.faults.flatMap(\.kinds) { counts.faults[kind] = 2 }
                    for kind in plan.oddities.flatMap(\.kinds) { counts.oddities[kind] = 1 }
                    completion(.success(counts))
                }), system: system)
        try server.start()
        return server
    }

    @Test("an owner obeys its own user and root, whoever it is itself")
    func users() throws {
        let socket = try socket()
        #expect(socket.admits(system.effectiveUser) && socket.admits(0))
        #expect(!socket.admits(system.effectiveUser &+ 1))
    }

    @Test("without an owner there is no connection; with one, requests are answered")
    func requests() throws {
        #expect(try ControlClient.connected(socket(), system: system) == nil)
        let server = try server()
        let client = try #require(try ControlClient.connected(socket(), system: system))
        #expect(try client.request("status")["status"]?["state"] == .text("RUNNING"))
        let answer = try client.request("ingest") { json in
            json.array("paths") { $0.text(nil, "/a%0Ab.csv") }
        }
        let outcome = (answer["files"]?.elements ?? []).compactMap(FileOutcome.init)
        #expect(outcome.map(\.path) == [Array("/a\nb.csv".utf8)])
        #expect(outcome.map(\.stored) == [3] && outcome.map(\.fileID) == [8])
        server.stop()
        #expect(try ControlClient.connected(socket(), system: system) == nil)
        #expect(temporary.names(in: "logs/control").isEmpty)
    }

    @Test("a last line and the end that come together are both told")
    func lineAndEnd() throws {
        var pair: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        try #require(socketpair(AF_UNIX, kind, 0, &pair) == 0)
        var peer: FileDescriptor? = FileDescriptor(pair[0])
        let last = Array("{\"last\":true}\n".utf8)
        #expect(try peer.map { try system.send(last[...], to: $0) } == last.count)
        peer = nil
        let queue = DispatchQueue(label: "test.connection")
        let ended = DispatchSemaphore(value: 0)
        let lines = Mutex<[[UInt8]]>([])
        let connection = ControlConnection(
            FileDescriptor(pair[1]), system: system, queue: queue, lineLimit: 1_000)
        queue.sync {
            connection.start { line in
                lines.withLock { $0.append(line) }
            } onEnd: {
                ended.signal()
            }
        }
        #expect(ended.wait(timeout: .now() + Patience.seconds(30)) == .success)
        #expect(lines.withLock { $0 } == [Array(last.dropLast())])
    }

    @Test("a simulation and what it delivered come over whole")
    func simulation() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        var plan = SimulationPlan(seed: .max)
        plan.files = 7
        plan.rows = 11
        plan.faults = [SimulationShare(partsPerMillion: 20_000, kinds: [.missing])]
        plan.oddities = [
            SimulationShare(partsPerMillion: 10_000, kinds: [SimulatedOddity.allCases[0]])
        ]
        let asked = plan
        let answer = try client.request(ControlCommand.simulate.name) {
            asked.json(interval: 250, into: &$0)
        }
        let counts = SimulationCounts(answer)
        #expect(counts.files == 7 && counts.records == 11 && counts.bytes == 250)
        #expect(counts.faults == [.missing: 2] && counts.oddities.count == 1)
        #expect(throws: CommandFailure.self) {
            try client.request(ControlCommand.simulate.name) { $0.integer("files", 0) }
        }
    }

    @Test("what cannot be done is answered with a reason")
    func refusals() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        for (command, code) in [("nothing", ExitCode.usage), ("ingest", .usage)] {
            let failure = #expect(throws: CommandFailure.self) { try client.request(command) }
            #expect(failure?.code == code)
        }
        link.reply = .refused("no feed")
        let failure = #expect(throws: CommandFailure.self) { try client.request("simulate_start") }
        #expect(failure?.message == "no feed")
        #expect(link.commands == [.startFeed(filesPerMinute: 60, records: 1000)])
    }

    @Test("every console command arrives as it was given")
    func commands() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        let given: [StationCommand] = [
            .acknowledge(alert: 5), .startFeed(filesPerMinute: 7, records: 9), .stopFeed, .rescan,
            .cancel(ticket: 1_700_000_000_000_003), .stop,
        ]
        for command in given {
            let reply = waitFor { done in client.perform(command) { done($0) } }
            #expect(reply == .done)
        }
        #expect(link.commands == given)
    }

    @Test("corrections of more than 4 MiB arrive whole; an operation that was ended says so")
    func operations() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        var texts: [Int64: RecordCorrection] = [:]
        for entry in 1...60_000 as ClosedRange<Int64> {
            texts[entry] = RecordCorrection(
                Array("2024-05-01 08:00:00,101,\(entry),40,55,45".utf8)
                    + [UInt8](repeating: 120, count: 60))
        }
        var request = OperationRequest(.importCorrections(texts), actor: "op", reason: "fixed")
        request.ticket = 1_700_000_000_000_004
        link.reply = .cancelled
        let reply = waitFor { done in client.perform(.operate(request)) { done($0) } }
        #expect(reply == .cancelled)
        #expect(link.commands == [.operate(request)])
    }

    @Test("a subscriber gets the picture as it is, and every log line and restated hour once")
    func pictures() throws {
        let server = try server()
        defer { server.stop() }
        let picture = SamplePicture.full
        link.put(picture)
        let client = ControlClient(socket: try socket(), system: system)
        let arrived = Waiter()
        _ = client.observe { arrived.signal() }
        client.start()
        try arrived.wait { client.newest.revision == picture.revision }
        var expected = picture
        expected.access = .attached
        expected.pipeline.waiting = []
        #expect(client.newest == expected)
        var next = picture
        next.revision += 1
        next.log.append(
            LogLine(id: 3, microseconds: 9, level: .info, source: "commit", message: "third"))
        link.put(next)
        try arrived.wait { client.newest.revision == next.revision }
        #expect(client.newest.log.map(\.id) == [1, 2, 3])
        let restated = client.newest.restatement
        #expect(restated?.hours(of: "mood_score", at: "103") == SamplePicture.hours)
        #expect(restated?.hours(of: "mood_score", at: "104").isEmpty == true)
        client.stop()
    }

    @Test("an owner that goes away is shown, and its successor is found")
    func reconnects() throws {
        let first = try server()
        link.put(SamplePicture.full)
        let client = ControlClient(socket: try socket(), system: system)
        let arrived = Waiter()
        _ = client.observe { arrived.signal() }
        client.start()
        try arrived.wait { client.newest.pipeline.state == .running }
        first.stop()
        try arrived.wait { client.newest.pipeline.state == .stopped }
        let reply = waitFor { done in client.perform(.rescan) { done($0) } }
        #expect(reply != .done)
        let second = try server()
        try arrived.wait { client.newest.pipeline.state == .running }
        client.stop()
        second.stop()
    }

    @Test("half requests of several clients share what room there is")
    func halfRequests() throws {
        let server = try server()
        defer { server.stop() }
        let half = [UInt8](repeating: 32, count: ControlSocket.requestBytes / 2 + 1)
        let sockets = try (0..<2).map { _ in try #require(try socket().connect()) }
        for socket in sockets { send(half, over: socket) }
        let text = String(decoding: received(from: sockets[1]), as: UTF8.self)
        #expect(text.contains("\"bye\"") && text.contains("take all the room"))
    }

    /// Sends bytes until all are taken or the other side is gone.
    private func send(_ bytes: [UInt8], over socket: FileDescriptor) {
        var sent = 0
        while sent < bytes.count, isReady(socket, for: POLLOUT),
            let count = try? system.send(bytes[sent...], to: socket)
        { sent += count }
    }

    /// What comes until the other side closes the connection.
    private func received(from socket: FileDescriptor) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while isReady(socket, for: POLLIN),
            let count = try? system.read(socket, into: &block, at: 0),
            count > 0
        { bytes += block[..<count] }
        return bytes
    }

    private func isReady(_ socket: FileDescriptor, for events: Int32) -> Bool {
        var entry = pollfd(fd: socket.number, events: Int16(events), revents: 0)
        return poll(&entry, 1, 30_000) > 0
    }

    @Test("one client too many is told so, and comes in once another has left")
    func manyClients() throws {
        let server = try server()
        defer { server.stop() }
        var clients: [ControlClient] = []
        for _ in 0..<ControlServer.clientLimit {
            clients.append(
                try #require(try ControlClient.connected(socket(), system: system)))
        }
        let failure = #expect(throws: CommandFailure.self) {
            _ = try ControlClient.connected(socket(), system: system)
        }
        #expect(failure?.code == .owned)
        #expect(failure?.message.contains("has 32 clients already") == true)
        let console = ControlClient(socket: try socket(), system: system)
        defer { console.stop() }
        console.start()
        try Waiter().poll { !console.newest.pipeline.troubles.isEmpty }
        #expect(console.newest.pipeline.state == .stalled)
        clients[0].stop()
        try Waiter().poll { console.newest.pipeline.troubles.isEmpty }
        clients[1].stop()
        try Waiter().poll { (try? ControlClient.connected(socket(), system: system)) != nil }
    }

    @Test("an owner that leaves answers what it has taken, and says that it takes no more")
    func leaves() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        link.isHolding = true
        let asked = OperationRequest(.undo(batch: 1), actor: "op")
        let answers = Mutex<[StationReply]>([])
        let changed = Waiter()
        client.perform(.operate(asked)) { reply in
            answers.withLock { $0.append(reply) }
            changed.signal()
        }
        try changed.poll { !link.commands.isEmpty }
        server.leave()
        try changed.poll { temporary.names(in: "logs/control").isEmpty }
        client.perform(.rescan) { reply in
            answers.withLock { $0.append(reply) }
            changed.signal()
        }
        link.release(.operated(OperationReport()))
        try changed.wait { answers.withLock { $0.count } == 2 }
        #expect(
            answers.withLock { $0 } == [
                .operated(OperationReport()), .refused("the instance that owns the station ends"),
            ])
        #expect(link.commands == [.operate(asked)])
        #expect(try ControlClient.connected(socket(), system: system) == nil)
    }

    @Test("what is asked after an owner has left is not taken, as it said")
    func leftBefore() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        server.leave()
        for _ in 0..<2 {
            let failure = #expect(throws: CommandFailure.self) { try client.request("status") }
            #expect(failure?.code == .owned)
        }
    }

    @Test("an operation that an ending owner did not do is no wrong usage")
    func ending() throws {
        let server = try server()
        defer { server.stop() }
        let client = try #require(try ControlClient.connected(socket(), system: system))
        link.reply = .stopping
        let failure = #expect(throws: CommandFailure.self) {
            try client.request(ControlCommand.operate.name) {
                OperationRequest(.undo(batch: 1), actor: "op").json(into: &$0)
            }
        }
        #expect(failure?.code == .owned)
    }

    @Test("a client that does not read holds nobody up")
    func slowClient() throws {
        let server = try server()
        defer { server.stop() }
        let deaf = try #require(try socket().connect())
        let line = ControlRequest.line(id: 1, command: "subscribe") + [10]
        #expect(try system.send(line[...], to: deaf) == line.count)
        let client = try #require(try ControlClient.connected(socket(), system: system))
        var picture = SamplePicture.full
        for revision in 1...200 {
            picture.revision = UInt64(revision)
            picture.log.append(
                LogLine(
                    id: Int64(revision + 10), microseconds: 0, level: .info, source: "commit",
                    message: String(repeating: "x", count: 10_000)))
            link.put(picture)
        }
        #expect(try client.request("status")["status"] != nil)
    }

    @Test("a line that is no request, or too long, ends the connection")
    func nonsense() throws {
        let server = try server()
        defer { server.stop() }
        for bytes in [Array("nonsense\n".utf8), [UInt8](repeating: 120, count: 65 << 20)] {
            let raw = try #require(try socket().connect())
            var rest = bytes[...]
            let end = Waiter()
            // The owner closes while we send: either of both calls may tell.
            try end.poll {
                if !rest.isEmpty {
                    guard let count = try? system.send(rest, to: raw) else { return true }
                    rest = rest.dropFirst(count)
                }
                var buffer = [UInt8](repeating: 0, count: 4096)
                do throws(SystemError) {
                    return try system.read(raw, into: &buffer, at: 0) == 0
                } catch {
                    return !error.wouldBlock
                }
            }
        }
        #expect(try ControlClient.connected(socket(), system: system) != nil)
    }

    @Test("a directory that others may enter is refused")
    func openDirectory() throws {
        try temporary.makeDirectory("logs/control")
        #expect(throws: CommandFailure.self) { try socket().listen() }
    }
}
