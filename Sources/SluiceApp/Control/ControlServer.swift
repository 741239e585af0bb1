@preconcurrency internal import Dispatch
internal import SluiceCore
package import SluiceSystem

/// The owner's side of the control socket: several clients at once, none of which can hold the owner up.
///
/// A class, because it owns a listening socket and its clients; everything happens on a queue of its own. A client's pictures
/// replace each other while it does not read, and it is dropped when the answers it asked for fill its box.
package final class ControlServer: Sendable {
    /// Most clients at a time; a further one is told so and turned away.
    static let clientLimit = 32

    private final class Client {
        let connection: ControlConnection
        var writer = SnapshotWriter()
        var isSubscribed = false
        /// Requests that are not answered yet.
        var inHand = 0

        init(_ connection: ControlConnection) { self.connection = connection }
    }

    private let socket: ControlSocket
    private let service: ControlService
    private let system: System
    private let queue = DispatchQueue(label: "sluice.control")
    // All touched on `queue` only.
    nonisolated(unsafe) private let budget = InputBudget(
        limit: ControlSocket.requestBytes,
        refusal: bye("other requests take all the room: ask again"))
    nonisolated(unsafe) private var clients: [Int: Client] = [:]
    nonisolated(unsafe) private var nextClient = 0
    nonisolated(unsafe) private var listening: (any DispatchSourceRead)?
    nonisolated(unsafe) private var observer: Int?
    nonisolated(unsafe) private var isLeaving = false

    /// A server that does not listen yet.
    package init(socket: ControlSocket, service: ControlService, system: System) {
        self.socket = socket
        self.service = service
        self.system = system
    }

    /// Listens. Throws when that is not possible: the owner works on without it.
    package func start() throws {
        let listener = try socket.listen()
        queue.sync { @Sendable [self] in
            let source = DispatchSource.makeReadSource(
                fileDescriptor: listener.number, queue: queue)
            source.setEventHandler { @Sendable [weak self] in self?.accept(listener) }
            source.setCancelHandler { @Sendable in _ = listener }
            source.resume()
            listening = source
        }
    }

    /// Takes nothing more: the name is removed, and each client leaves with a `bye` once it has the answers it waits for.
    ///
    /// Any queue but its own. What was taken has been handed on when it returns.
    package func leave() {
        queue.sync { @Sendable [self] in
            isLeaving = true
            stopListening()
            for client in Array(clients.values) { dismissIfServed(client) }
        }
    }

    /// Removes the name and ends all connections.
    package func stop() {
        queue.sync { @Sendable [self] in
            stopListening()
            for client in Array(clients.values) { client.connection.close() }
            stopObserving()
        }
    }

    private func stopListening() {
        guard let listening else { return }
        socket.remove()
        listening.cancel()
        self.listening = nil
    }

    private func dismissIfServed(_ client: Client) {
        guard client.inHand == 0 else { return }
        client.connection.send(Self.bye("the instance that owns the station ends"))
        client.connection.close()
    }

    private func accept(_ listener: FileDescriptor) {
        while let opened = try? system.accept(listener) {
            guard let peer = try? system.peer(of: opened), socket.admits(peer.user) else {
                continue
            }
            guard clients.count < Self.clientLimit else {
                turnAway(opened)
                continue
            }
            welcome(opened)
        }
    }

    private func turnAway(_ opened: FileDescriptor) {
        let connection = ControlConnection(
            opened, system: system, queue: queue, lineLimit: ControlSocket.lineBytes)
        connection.start(onLine: { _ in }, onEnd: {})
        connection.send(
            Self.bye("the owner has \(Self.clientLimit) clients already"))
        connection.close()
    }

    /// The last line of a connection: what is not answered was not taken, and why.
    private static func bye(_ reason: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.text("type", "bye")
            json.text("message", reason)
        }
        return json.bytes
    }

    private func welcome(_ opened: FileDescriptor) {
        nextClient += 1
        let number = nextClient
        let connection = ControlConnection(
            opened, system: system, queue: queue, lineLimit: ControlSocket.requestBytes,
            budget: budget)
        clients[number] = Client(connection)
        connection.start { [weak self] line in
            self?.take(line, from: number)
        } onEnd: { [weak self] in
            self?.forget(number)
        }
        connection.send(hello)
    }

    private var hello: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.text("type", "hello")
            json.integer("protocol", ControlSocket.version)
            json.text("version", Program.version)
            json.integer("pid", system.processIdentifier)
        }
        return json.bytes
    }

    private func forget(_ number: Int) {
        clients[number] = nil
        if !clients.values.contains(where: \.isSubscribed) { stopObserving() }
    }

    // MARK: Requests

    private func take(_ line: [UInt8], from number: Int) {
        guard let client = clients[number], !isLeaving else { return }
        guard let request = ControlRequest(line: line) else { return client.connection.close() }
        if request.command == ControlCatalog.subscribe {
            client.connection.send(ControlAnswer.nothing.line(id: request.id))
            return subscribe(client, number)
        }
        guard let command = ControlCatalog.command(named: request.command) else {
            let failure = CommandFailure(.usage, "unknown command \(request.command)")
            return client.connection.send(ControlAnswer.failed(failure).line(id: request.id))
        }
        client.inHand += 1
        command.run(request.arguments, service) { [weak self] answer in
            guard let self else { return }
            queue.async { @Sendable [self] in
                guard let client = clients[number] else { return }
                client.inHand -= 1
                client.connection.send(answer.line(id: request.id))
                if isLeaving { dismissIfServed(client) }
            }
        }
    }

    private func subscribe(_ client: Client, _ number: Int) {
        client.isSubscribed = true
        if observer == nil {
            observer = service.link.observe { @Sendable [weak self] in
                guard let self else { return }
                queue.async { @Sendable [self] in sendPictures() }
            }
        }
        send(to: client)
    }

    private func sendPictures() {
        for client in clients.values where client.isSubscribed { send(to: client) }
    }

    /// The picture is written when the client has room for it, and so is the newest of that moment.
    private func send(to client: Client) {
        client.connection.sendPicture { [service, unowned client] in
            client.writer.line(service.link.newest)
        }
    }

    private func stopObserving() {
        observer.map(service.link.forget)
        observer = nil
    }
}
