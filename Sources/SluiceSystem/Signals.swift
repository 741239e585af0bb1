internal import CLinux
@preconcurrency package import Dispatch
internal import Glibc

/// The signals that ask a program to end or to look again, delivered as ordinary events on a queue.
///
/// A Dispatch signal source replaces any C handler of its signal, so there is one of these in a process. A class, because
/// it stands for sources that end with it: keep it as long as the signals are wanted.
package final class Signals: Sendable {
    /// A signal that is listened to.
    package enum Signal: Sendable, CaseIterable {
        /// SIGTERM: finish what is open, then end with 0.
        case terminate
        /// SIGINT: the same, from a terminal's Ctrl-C.
        case interrupt
        /// SIGHUP: the terminal is gone. Not listened to when the process was started with it ignored, as by `nohup`.
        case hangup
        /// SIGTSTP: somebody asks the process to stop for a while.
        case suspend
        /// SIGCONT: the process goes on after it was stopped.
        case goOn
        /// SIGWINCH: the terminal has another size.
        case windowChanged

        /// The signals that ask a process to end.
        package static let ending: [Signal] = [.terminate, .interrupt, .hangup]

        var number: Int32 {
            switch self {
            case .terminate: return SIGTERM
            case .interrupt: return SIGINT
            case .hangup: return SIGHUP
            case .suspend: return SIGTSTP
            case .goOn: return SIGCONT
            case .windowChanged: return SIGWINCH
            }
        }
    }

    private let sources: [any DispatchSourceSignal]

    /// Listens; `handler` is called on `queue`, once for signals of a kind that arrived together.
    ///
    /// - Parameter whenListening: called on `queue` for each signal once it is listened to; until then it has its default effect.
    package init(
        _ signals: [Signal] = Signal.ending, queue: DispatchQueue,
        whenListening: @escaping @Sendable (Signal) -> Void = { _ in },
        handler: @escaping @Sendable (Signal) -> Void
    ) {
        sources = signals.filter { !Self.isIgnored($0.number) }.map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal.number, queue: queue)
            source.setRegistrationHandler { @Sendable in whenListening(signal) }
            source.setEventHandler { @Sendable in handler(signal) }
            source.resume()
            return source
        }
    }

    deinit { cancel() }

    /// Stops listening. Whether a signal then ends the process again is not defined: call it on the way out.
    package func cancel() {
        for source in sources { source.cancel() }
    }

    /// Ignores the signals whose default is to kill a process for what an error number tells as well: the first thing a process
    /// does, so that what is half done then is taken back.
    ///
    /// SIGPIPE (EPIPE), SIGXFSZ (EFBIG), and SIGIO, which the kernel sends when somebody opens a file that is leased.
    package static func ignoreUnhandled() {
        for number in [SIGPIPE, SIGXFSZ, SIGIO] { signal(number, SIG_IGN) }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        sl_signal_is_ignored(number) == 1
    }
}
