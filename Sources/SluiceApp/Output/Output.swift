package import SluiceCore
package import SluiceSystem
internal import Synchronization

/// The program's standard streams: data to one, messages to the other, nothing unsafe to either.
///
/// A class, because it owns a buffer; safe from any queue. Data is collected and written in blocks of 64 KiB and by
/// ``flush()``; messages are written at once. When the data cannot be written or its reader goes away, what follows is dropped.
package final class Output: Sendable {
    /// Where bytes of a stream go.
    package typealias Sink = @Sendable (HostProcess.Stream, [UInt8]) throws(SystemError) -> Void

    private struct State {
        var buffer: [UInt8] = []
        var isClosed = false
        var failure: SystemError?
        var hasProgress = false
    }

    /// Back to the first column, and the line emptied.
    private static let startOfLine = Array("\r\u{1B}[K".utf8)

    private static let blockBytes = 64 << 10
    /// Longest line that is shown whole, in bytes.
    private static let lineBytes = 1 << 20
    private let state = Mutex(State())
    private let sink: Sink
    private let hurrying: @Sendable () -> Void
    private let isTerminal: Bool

    /// An output that gives its bytes to `sink`; `isTerminal` tells that data goes to a terminal, and `hurrying` has the sink wait
    /// for nobody.
    package init(
        isTerminal: Bool = false, hurrying: @escaping @Sendable () -> Void = {},
        sink: @escaping Sink
    ) {
        self.isTerminal = isTerminal
        self.hurrying = hurrying
        self.sink = sink
    }

    /// The standard streams of this process.
    package convenience init(system: System) {
        let writer = StreamWriter(system: system)
        self.init(isTerminal: HostProcess.isTerminal(.output), hurrying: writer.hurry) {
            (stream, bytes) throws(SystemError) in
            try writer.write(bytes, to: stream.descriptor)
        }
    }

    /// True once data was dropped: its reader has gone away, or it cannot be written. Long output may stop then.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Why data could not be written; nil while it could, and where its reader went away, which is no failure.
    package var failure: SystemError? { state.withLock { $0.failure } }

    /// Has what waits for a reader wait no longer, because the process ends. Any queue; returns at once.
    package func hurry() { hurrying() }

    /// Writes a line of data; hidden characters are shown, so text from data may be in it.
    package func line(_ text: String) {
        add(Self.line(text))
    }

    /// Writes several lines of data that the program itself made.
    package func block(_ text: String) {
        add(Array(text.utf8))
    }

    /// Writes one JSON value on a line of its own.
    package func json(_ members: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object(nil, members)
        add(writer.bytes + [UInt8(ascii: "\n")])
    }

    /// Writes whole lines of data as they are; to a terminal with hidden characters shown, because it would obey them.
    package func raw(_ lines: [UInt8]) {
        guard isTerminal else { return add(lines) }
        var all = lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if all.last?.isEmpty == true { all.removeLast() }
        for line in all { self.line(String(decoding: line, as: UTF8.self)) }
    }

    /// Writes a message line to the error stream at once, hidden characters shown.
    package func message(_ text: String) {
        flush()
        try? sink(.error, endOfProgress() + Self.line(text))
    }

    /// Shows a line on the terminal of the error stream, in place of the one before; a message removes it.
    package func progress(_ text: String) {
        state.withLock { $0.hasProgress = true }
        try? sink(.error, Self.startOfLine + Self.line(text).dropLast())
    }

    /// Removes the progress line, if there is one.
    package func removeProgress() {
        let end = endOfProgress()
        if !end.isEmpty { try? sink(.error, end) }
    }

    private func endOfProgress() -> [UInt8] {
        state.withLock { state in
            defer { state.hasProgress = false }
            return state.hasProgress ? Self.startOfLine : []
        }
    }

    /// Writes what was collected.
    package func flush() {
        state.withLock { state in
            guard !state.buffer.isEmpty else { return }
            defer { state.buffer.removeAll(keepingCapacity: true) }
            guard !state.isClosed else { return }
            do throws(SystemError) {
                try sink(.output, state.buffer)
            } catch {
                state.isClosed = true
                if !error.isUnread { state.failure = error }
            }
        }
    }

    /// A line whose hidden characters are shown, with its line end.
    private static func line(_ text: String) -> [UInt8] {
        Array(Sanitiser.safe(text, limit: lineBytes).string.utf8) + [UInt8(ascii: "\n")]
    }

    private func add(_ bytes: [UInt8]) {
        let isFull = state.withLock { state in
            guard !state.isClosed else { return false }
            state.buffer += bytes
            return state.buffer.count >= Self.blockBytes
        }
        if isFull { flush() }
    }
}
