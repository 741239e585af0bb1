internal import CVterm
internal import Glibc

/// A program on a terminal of its own: its keys are fed, its screen is read, its terminal is looked at when it has ended.
///
/// Reads bytes as they come and waits for conditions, with a deadline, never for a time. A class, because the program has
/// an end: it is killed when nobody holds this any more. Not safe to share between threads.
package final class PseudoTerminal {
    /// What could not be done.
    package struct Failure: Error, CustomStringConvertible {
        /// In words.
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// What the program shows now.
    package let screen: TerminalScreen
    /// Every byte the program has written so far.
    package private(set) var received: [UInt8] = []
    /// The program's number.
    package let process: Int32

    private let master: Int32
    private let slave: Int32
    private var modesBefore = termios()
    private var status: Int32?

    /// Starts a program. Its environment is what is given, and what a sanitizer is told.
    package init(
        _ program: String, _ arguments: [String], columns: Int = 80, rows: Int = 24,
        environment: [String: String]
    ) throws {
        screen = try TerminalScreen(columns: columns, rows: rows)
        var name = [CChar](repeating: 0, count: 128)
        master = sl_open_pseudo_terminal(Int32(columns), Int32(rows), &name, name.count)
        guard master >= 0 else { throw Failure("no pseudo-terminal: \(errno)") }
        slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        tcgetattr(slave, &modesBefore)
        var argumentPointers = ([program] + arguments).map { strdup($0) }
        let variables = Sanitizer.environment.merging(environment) { _, given in given }
        var environmentPointers = variables.map { strdup("\($0)=\($1)") }
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        argumentPointers.append(nil)
        environmentPointers.append(nil)
        var number: pid_t = 0
        let failure = sl_spawn_on(name, program, argumentPointers, environmentPointers, &number)
        process = number
        guard failure == 0 else { throw Failure("cannot start \(program): \(failure)") }
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(master)
        close(slave)
    }

    /// Types.
    package func send(_ keys: String) { send(Array(keys.utf8)) }

    /// Types bytes.
    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else { read(milliseconds: 10) }
        }
    }

    /// Sends the program a signal.
    package func signal(_ number: Int32) { kill(process, number) }

    /// Gives the terminal another size; the kernel tells the program.
    package func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        sl_set_size(master, Int32(columns), Int32(rows))
    }

    /// Reads until something is so; false when it is not within the time, or the program has ended before.
    package func wait(seconds: Double = 20, until condition: (PseudoTerminal) -> Bool) -> Bool {
        let deadline = Self.now() + Patience.seconds(seconds)
        while !condition(self) {
            guard Self.now() < deadline else { return false }
            if !read(milliseconds: 50), hasEnded { return condition(self) }
        }
        return true
    }

    /// Reads until a text is shown.
    package func wait(for text: String, seconds: Double = 20) -> Bool {
        wait(seconds: seconds) { $0.screen.text.contains(text) }
    }

    /// Reads until nothing has come for so many milliseconds; for measuring what one frame costs.
    package func settle(milliseconds: Int32) {
        while read(milliseconds: milliseconds) {}
    }

    /// Reads on until the program has ended: its exit status, negative for a signal; nil when it does not end.
    package func waitForEnd(seconds: Double = 20) -> Int32? {
        _ = wait(seconds: seconds) { $0.hasEnded }
        while read(milliseconds: 0) {}
        return status
    }

    /// Waits, without reading, until the program has ended: its exit status as that of ``waitForEnd(seconds:)``.
    package func waitForEndUnread(seconds: Double = 20) -> Int32? {
        let deadline = Self.now() + Patience.seconds(seconds)
        while !hasEnded, Self.now() < deadline { poll(nil, 0, 5) }
        return status
    }

    /// Types a key again and again, without reading, until the kernel takes no more of what that has written.
    package func fill(by key: String, seconds: Double = 20) -> Bool {
        let deadline = Self.now() + Patience.seconds(seconds)
        var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
        var fullTimes = 0
        // What is written moves on within the kernel, which makes room for some more.
        while fullTimes < 20 {
            guard Self.now() < deadline else { return false }
            send(key)
            poll(nil, 0, 10)
            fullTimes = poll(&room, 1, 0) > 0 ? 0 : fullTimes + 1
        }
        return true
    }

    /// Waits until a signal has stopped the program; false when none has within the time.
    package func waitForStop(seconds: Double = 20) -> Bool {
        let hasStopped = wait(seconds: seconds) { terminal in
            var raw: Int32 = 0
            guard waitpid(terminal.process, &raw, WNOHANG | WUNTRACED) == terminal.process else {
                return false
            }
            if raw & 0xff != 0x7f { terminal.note(raw) }
            return raw & 0xff == 0x7f
        }
        while read(milliseconds: 0) {}
        return hasStopped
    }

    /// True when the terminal's modes are those from before the program was started.
    package var hasItsModes: Bool {
        var modes = termios()
        tcgetattr(slave, &modes)
        return sl_same_modes(&modes, &modesBefore) == 1
    }

    /// Reads what there is, waiting so long for the first byte; false when nothing came.
    @discardableResult
    package func read(milliseconds: Int32) -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        received += buffer[..<count]
        screen.feed(Array(buffer[..<count]))
        return true
    }

    private var hasEnded: Bool {
        guard status == nil else { return true }
        var raw: Int32 = 0
        guard waitpid(process, &raw, WNOHANG) == process else { return false }
        note(raw)
        return true
    }

    private func note(_ raw: Int32) {
        status = raw & 0x7f == 0 ? (raw >> 8) & 0xff : -(raw & 0x7f)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
