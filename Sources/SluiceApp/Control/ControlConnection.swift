@preconcurrency internal import Dispatch
internal import SluiceCore
internal import SluiceSystem

/// One connection of the control socket on either side: lines in, lines out, never waiting for the other side.
///
/// A class, because it owns a descriptor and two event sources. Confined to one queue, on which its handlers are called.
final class ControlConnection: Sendable {
    private static let blockBytes = 64 << 10

    private let socket: FileDescriptor
    private let system: System
    private let queue: DispatchQueue
    private let reading: any DispatchSourceRead
    private let writing: any DispatchSourceWrite
    // All touched on `queue` only.
    nonisolated(unsafe) private var input: LineBuffer
    nonisolated(unsafe) private let budget: InputBudget?
    nonisolated(unsafe) private var output: Outbox
    nonisolated(unsafe) private var isWriting = false
    nonisolated(unsafe) private var isClosed = false
    nonisolated(unsafe) private var block = [UInt8](repeating: 0, count: blockBytes)
    nonisolated(unsafe) private var onLine: (([UInt8]) -> Void)?
    nonisolated(unsafe) private var onEnd: (() -> Void)?
    nonisolated(unsafe) private var nextPicture: (() -> [UInt8])?

    /// A connection over an open socket, silent until ``start(onLine:onEnd:)``.
    ///
    /// `lineLimit` is the longest line that is taken, `budget` what unfinished lines of several connections share, `waitingLimit`
    /// the most bytes that may wait to be sent.
    init(
        _ socket: FileDescriptor, system: System, queue: DispatchQueue, lineLimit: Int,
        budget: InputBudget? = nil, waitingLimit: Int = Outbox.answerBytes
    ) {
        self.socket = socket
        self.system = system
        self.queue = queue
        input = LineBuffer(limit: lineLimit)
        self.budget = budget
        output = Outbox(limit: waitingLimit)
        reading = DispatchSource.makeReadSource(fileDescriptor: socket.number, queue: queue)
        writing = DispatchSource.makeWriteSource(fileDescriptor: socket.number, queue: queue)
    }

    deinit { if !isClosed { cancelSources() } }

    private func cancelSources() {
        reading.cancel()
        // A suspended source cannot be released.
        if !isWriting { writing.resume() }
        writing.cancel()
    }

    /// Begins to read: `onLine` gets each line, `onEnd` is called once when the other side is gone or has sent too long a line.
    func start(onLine: @escaping ([UInt8]) -> Void, onEnd: @escaping () -> Void) {
        dispatchPrecondition(condition: .onQueue(queue))
        self.onLine = onLine
        self.onEnd = onEnd
        reading.setEventHandler { @Sendable [weak self] in self?.read() }
        writing.setEventHandler { @Sendable [weak self] in self?.write() }
        // The descriptor must outlive both sources.
        let socket = socket
        reading.setCancelHandler { @Sendable in _ = socket }
        writing.setCancelHandler { @Sendable in _ = socket }
        reading.resume()
    }

    /// Sends an answer or a request. Ends the connection when too much waits already.
    func send(_ line: [UInt8]) {
        guard !isClosed else { return }
        guard output.add(answer: line) else { return close() }
        write()
    }

    /// Has the newest picture sent once there is room: `picture` is asked for it then.
    func sendPicture(_ picture: @escaping () -> [UInt8]) {
        guard !isClosed else { return }
        nextPicture = picture
        output.pictureChanged()
        write()
    }

    /// Ends the connection; `onEnd` is called.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        _ = budget?.take(0, insteadOf: input.count)
        cancelSources()
        let end = onEnd
        onLine = nil
        onEnd = nil
        nextPicture = nil
        end?()
    }

    /// Reads until nothing is left: where data and the end come together, the source tells of both once and then never again.
    private func read() {
        while !isClosed {
            let count: Int
            do throws(SystemError) {
                count = try system.read(socket, into: &block, at: 0)
            } catch {
                if !error.wouldBlock { close() }
                return
            }
            let before = input.count
            let lines = count > 0 ? input.add(block[..<count]) : nil
            if let budget, !budget.take(input.count, insteadOf: before) {
                send(budget.refusal)
                return close()
            }
            guard let lines else { return close() }
            for line in lines where !isClosed { onLine?(line) }
        }
    }

    private func write() {
        guard !isClosed else { return }
        do throws(SystemError) {
            repeat {
                if output.takesPicture, let picture = nextPicture?() {
                    output.add(picture: picture)
                }
                try output.flush { (bytes) throws(SystemError) in
                    try system.send(bytes, to: socket)
                }
            } while output.takesPicture
        } catch {
            // What the other side said last may be why it went.
            read()
            return close()
        }
        let wantsToWrite = output.count > 0
        guard wantsToWrite != isWriting else { return }
        isWriting = wantsToWrite
        if wantsToWrite { writing.resume() } else { writing.suspend() }
    }
}
