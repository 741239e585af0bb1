@preconcurrency internal import Dispatch
package import SluiceCore
package import SluiceSystem
internal import Synchronization

/// A console's side of the control socket: connects again by itself, and shows it when the owner is away.
///
/// A class, because it owns a connection; everything happens on a queue of its own. While the owner is away the last picture
/// stays, its state word `STOPPED`, and commands are refused. An owner that something has stopped says nothing, and nothing
/// ends: the kernel is asked for that.
package final class ControlClient: StationLink {
    /// How long it waits before it tries to connect again, in seconds.
    private static let retrySeconds = 1.0

    private let socket: ControlSocket
    private let system: System
    private let box = SnapshotBox()
    private let queue = DispatchQueue(label: "sluice.attach")
    // All touched on `queue` only.
    nonisolated(unsafe) private var connection: ControlConnection?
    nonisolated(unsafe) private var reader = SnapshotReader()
    /// The last picture that came.
    nonisolated(unsafe) private var received = StationSnapshot()
    nonisolated(unsafe) private var waiting: [Int: (Result<JSONValue, CommandFailure>) -> Void] =
        [:]
    nonisolated(unsafe) private var nextRequest = 0
    nonisolated(unsafe) private var isStopped = false
    nonisolated(unsafe) private var whenReady: ((CommandFailure?) -> Void)?
    nonisolated(unsafe) private var subscribes = false
    /// Why the owner ended the connection, as it said; then what it has not answered was not taken.
    nonisolated(unsafe) private var farewell: CommandFailure?
    /// True once the owner has taken this client on.
    nonisolated(unsafe) private var isGreeted = false
    private let owner = Mutex(Owner())

    /// The process at the other end; 0 while there is none, or none to be seen.
    private struct Owner {
        var process = 0
        /// Since when it is stopped, in microseconds since 1970 UTC; nil while it runs.
        var stopped: Int64?
    }

    /// A client that is not connected yet.
    package init(socket: ControlSocket, system: System) {
        self.socket = socket
        self.system = system
    }

    deinit { connection.map { connection in queue.async { @Sendable in connection.close() } } }

    /// Connects for good: pictures come from now on, and a lost connection is made anew.
    package func start() {
        queue.async { @Sendable [self] in
            subscribes = true
            connect()
        }
    }

    /// Connects once, for a few requests; waits for the owner's greeting. Nil when the station has no owner that listens.
    ///
    /// Throws when the other side is not to be trusted or speaks another version, and `owned` when it has too many clients.
    package static func connected(
        _ socket: ControlSocket, system: System
    ) throws -> ControlClient? {
        let client = ControlClient(socket: socket, system: system)
        guard let opened = try socket.connect() else { return nil }
        let ready = DispatchSemaphore(value: 0)
        let outcome = Mutex<CommandFailure?>(nil)
        client.queue.async { @Sendable in
            client.whenReady = { failure in
                outcome.withLock { $0 = failure }
                ready.signal()
            }
            client.use(opened)
        }
        guard ready.wait(timeout: .now() + 5) == .success else { return nil }
        guard let failure = outcome.withLock({ $0 }) else { return client }
        // An owner that ends before it greets does not listen.
        guard failure != Self.away else { return nil }
        throw failure
    }

    /// Has pictures come over a connection that was made for a few requests.
    package func subscribe() {
        queue.async { @Sendable [self] in askForPictures() }
    }

    /// Ends the connection for good.
    package func stop() {
        queue.async { @Sendable [self] in
            isStopped = true
            connection?.close()
        }
    }

    /// Sends a request and waits for its answer, for as long as the owner is there.
    ///
    /// Throws `owned` when an owner that ends has not taken it, `inputOutput` when the owner is gone and nobody knows.
    package func request(
        _ command: String, _ arguments: @escaping @Sendable (inout JSONWriter) -> Void = { _ in }
    ) throws(CommandFailure) -> JSONValue {
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<Result<JSONValue, CommandFailure>?>(nil)
        queue.async { @Sendable [self] in
            send { id in
                ControlRequest.line(id: id, command: command, arguments)
            } completion: {
                result in
                answer.withLock { $0 = result }
                done.signal()
            }
        }
        done.wait()
        return try answer.withLock { $0 }?.get() ?? .null
    }

    // MARK: StationLink

    package var newest: StationSnapshot { box.newest }

    package func observe(_ body: @escaping @Sendable () -> Void) -> Int { box.observe(body) }

    package func forget(_ observer: Int) { box.forget(observer) }

    package func checkOwner() {
        let hasChanged = owner.withLock { owner in
            guard owner.process > 0 else { return false }
            let isStopped = ProcessEntry(owner.process, system: system)?.isStopped == true
            guard isStopped != (owner.stopped != nil) else { return false }
            owner.stopped = isStopped ? system.realtimeMicroseconds() : nil
            return true
        }
        if hasChanged { queue.async { @Sendable [self] in show() } }
    }

    package func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void
    ) {
        queue.async { @Sendable [self] in
            send(command.request) { result in
                switch result {
                case .success(let result):
                    guard case .operate = command else { return completion(.done) }
                    completion(.operated(OperationReport(json: result)))
                case .failure(let failure) where failure.code == .cancelled:
                    completion(.cancelled)
                case .failure(let failure): completion(.refused(failure.message))
                }
            }
        }
    }

    // MARK: The connection

    private func connect() {
        guard !isStopped, connection == nil else { return }
        if let opened = try? socket.connect() {
            use(opened)
        } else {
            retry()
        }
    }

    private func retry() {
        queue.asyncAfter(deadline: .now() + Self.retrySeconds) { @Sendable [weak self] in
            self?.connect()
        }
    }

    private func use(_ opened: FileDescriptor) {
        let connection = ControlConnection(
            opened, system: system, queue: queue, lineLimit: ControlSocket.lineBytes,
            waitingLimit: ControlSocket.requestBytes)
        self.connection = connection
        let process = try? system.peer(of: opened).process
        owner.withLock { $0 = Owner(process: Int(process ?? 0)) }
        farewell = nil
        isGreeted = false
        reader = SnapshotReader()
        connection.start { [weak self] line in
            self?.take(line)
        } onEnd: { [weak self] in
            self?.ended()
        }
    }

    private func ended() {
        connection = nil
        owner.withLock { $0 = Owner() }
        let lost = waiting.values
        waiting = [:]
        let reason = farewell ?? Self.away
        for completion in lost { completion(.failure(reason)) }
        ready(reason)
        received.ownerWentAway()
        if let farewell, !isGreeted {
            received.ownerRefuses(
                farewell.message, nowMicroseconds: system.realtimeMicroseconds())
        }
        show()
        if subscribes, !isStopped { retry() }
    }

    private func ready(_ failure: CommandFailure?) {
        whenReady?(failure)
        whenReady = nil
    }

    private func take(_ line: [UInt8]) {
        guard let value = JSONValue(line) else { return connection?.close() ?? () }
        switch value["type"]?.text {
        case "hello": greet(value)
        case "bye":
            farewell = CommandFailure(
                .owned, value["message"]?.text ?? "the instance that owns the station ends",
                hint: "try again")
        case "snapshot":
            if let picture = reader.picture(value) {
                received = picture
                show()
            }
        default:
            if let (id, result) = ControlAnswer.read(value) {
                waiting.removeValue(forKey: id)?(result)
            }
        }
    }

    /// Shows the last picture, and above it that its owner is stopped where it is.
    private func show() {
        let owner = owner.withLock { $0 }
        var picture = received
        if let since = owner.stopped {
            picture.ownerStands(process: owner.process, sinceMicroseconds: since)
        }
        box.put(picture)
    }

    private func greet(_ hello: JSONValue) {
        guard hello["protocol"]?.integer == ControlSocket.version else {
            let version = hello["version"]?.text ?? "?"
            ready(
                CommandFailure(
                    .usage, "the running instance is sluice \(version), which speaks differently",
                    hint: "use the same version on both sides"))
            connection?.close()
            return
        }
        isGreeted = true
        ready(nil)
        if subscribes { askForPictures() }
    }

    private func askForPictures() {
        send {
            ControlRequest.line(id: $0, command: ControlCatalog.subscribe)
        } completion: {
            _ in
        }
    }

    private func send(
        _ line: (Int) -> [UInt8],
        completion: @escaping (Result<JSONValue, CommandFailure>) -> Void
    ) {
        guard let connection else { return completion(.failure(farewell ?? Self.away)) }
        nextRequest += 1
        let line = line(nextRequest)
        guard line.count <= ControlSocket.requestBytes else {
            return completion(.failure(Self.tooLong))
        }
        waiting[nextRequest] = completion
        connection.send(line)
    }

    private static let tooLong = CommandFailure(
        .usage, "that is more than \(ControlSocket.requestBytes >> 20) MiB for a running instance",
        hint: "do it in parts, or end the instance first")

    private static let away = CommandFailure(
        .inputOutput, "the instance that owned the station has gone away",
        hint: "see: sluice status")
}
