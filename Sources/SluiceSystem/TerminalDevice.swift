internal import CLinux
internal import Glibc
internal import Synchronization

/// The terminal this process was started on: its modes, its size, and bytes to it that never wait.
///
/// A class, because it owns a descriptor and a saved state. No call blocks but ``stopProcess()``.
package final class TerminalDevice: Sendable {
    /// How many character cells there are.
    package struct Size: Sendable, Equatable {
        /// Cells in a row, at least 1.
        package var columns: Int
        /// Rows, at least 1.
        package var rows: Int

        /// Makes a size.
        package init(columns: Int, rows: Int) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// Where keys come from and bytes go to; does not block.
    package let descriptor: FileDescriptor
    private let system: System
    private let saved = Mutex<termios?>(nil)

    /// Opens the terminal of the standard input; the one that controls the process where that is not permitted.
    ///
    /// It gets an open file description of its own, so that nothing set on it is left to the shell.
    package init(system: System) throws(SystemError) {
        self.system = system
        let own = sl_open_terminal("/proc/self/fd/0")
        let number =
            own >= 0 ? own : try system.call(.terminal) { sl_open_terminal("/dev/tty") }
        descriptor = FileDescriptor(number)
    }

    /// Its size now; nil when it does not tell.
    package var size: Size? {
        var size = winsize()
        guard ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Every key becomes bytes at once, without echo, signal or flow control; how it was before is noted.
    package func enterRaw() throws(SystemError) {
        var modes = termios()
        try system.call(.terminal) { tcgetattr(descriptor.number, &modes) }
        saved.withLock { $0 = modes }
        cfmakeraw(&modes)
        try system.call(.terminal) { tcsetattr(descriptor.number, TCSANOW, &modes) }
    }

    /// Sets it up as it was before ``enterRaw()``.
    package func leaveRaw() {
        saved.withLock { saved in
            guard var modes = saved else { return }
            tcsetattr(descriptor.number, TCSANOW, &modes)
            saved = nil
        }
    }

    /// Writes as many bytes as fit now and answers their number: 0 when the terminal takes none, nil when it is gone.
    package func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        do {
            return try system.call(.terminal) {
                bytes.withUnsafeBytes { Glibc.write(descriptor.number, $0.baseAddress, $0.count) }
            }
        } catch {
            return error.wouldBlock ? 0 : nil
        }
    }

    /// Writes bytes as the terminal takes them, for at most so many milliseconds without progress: on the way out only.
    ///
    /// False when the terminal has not taken all of them.
    @discardableResult
    package func finish(_ bytes: [UInt8], milliseconds: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty, let count = write(rest) {
            rest = rest.dropFirst(count)
            var room = pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0)
            if count == 0, poll(&room, 1, milliseconds) <= 0 { return false }
        }
        return rest.isEmpty
    }

    /// Forgets what was written and not yet taken, which makes room for other bytes.
    package func discardOutput() { tcflush(descriptor.number, TCOFLUSH) }

    /// True when the terminal has hung up: nothing will come from it any more.
    package var isGone: Bool {
        var state = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    }

    /// Stops the process until it is continued in the foreground of its terminal.
    ///
    /// The signal goes to this thread: sent to the process, another thread may take it while this one goes on for a while.
    package func stopProcess() {
        repeat { raise(SIGSTOP) } while !isForeground
    }

    /// True when the shell has given the terminal to this process, or no shell watches over it.
    private var isForeground: Bool {
        let group = tcgetpgrp(descriptor.number)
        return group < 0 || group == getpgrp()
    }
}
