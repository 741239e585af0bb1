internal import CLinux
internal import Glibc
internal import Synchronization

/// One thread that waits for a terminal, for a moment and for work from others, all in one call: each costs one wake-up.
///
/// A queue with event sources would wake two threads or three. A class, because it is shared by those who give it work. The
/// thread is the one that calls ``run(_:)``; everything it is given runs there, one after the other.
package final class EventLoop: Sendable {
    /// What is done when something comes; called on the loop's thread.
    package struct Handlers {
        /// The terminal has bytes, or has hung up.
        package var input: () -> Void
        /// The terminal takes bytes again; called only while ``EventLoop/wantsRoom`` is set.
        package var room: () -> Void
        /// The moment of ``EventLoop/alarm`` has come; it is not set any more.
        package var alarm: () -> Void

        /// Makes handlers.
        package init(
            input: @escaping () -> Void, room: @escaping () -> Void, alarm: @escaping () -> Void
        ) {
            self.input = input
            self.room = room
            self.alarm = alarm
        }
    }

    private struct Work {
        var bodies: [@Sendable () -> Void] = []
        var isStopped = false
    }

    private let system: System
    private let terminal: FileDescriptor
    private let counter: FileDescriptor
    private let work = Mutex(Work())
    // Both are touched on the loop's thread only.
    /// When ``Handlers/alarm`` is to be called, in nanoseconds of the monotonic clock; nil for never.
    nonisolated(unsafe) package var alarm: UInt64?
    /// True while ``Handlers/room`` is to be called as soon as the terminal takes bytes.
    nonisolated(unsafe) package var wantsRoom = false

    /// A loop that does not run yet; it takes work already.
    package init(terminal: FileDescriptor, system: System) throws(SystemError) {
        self.system = system
        self.terminal = terminal
        counter = FileDescriptor(try system.call(.terminal) { sl_event_counter() })
    }

    /// Waits and calls until ``stop()``. What was given to it before is done first.
    package func run(_ handlers: Handlers) {
        repeat {
            let ready = wait()
            doWork()
            if isStopped { break }
            if ready.hasRoom { handlers.room() }
            if ready.hasInput { handlers.input() }
            if let moment = alarm, system.monotonicNanoseconds() >= moment {
                alarm = nil
                handlers.alarm()
            }
        } while !isStopped
        doWork()
    }

    /// Has something done on the loop's thread, behind what it was given before; false when the loop has stopped.
    @discardableResult
    package func async(_ body: @escaping @Sendable () -> Void) -> Bool {
        let isFirst = work.withLock { work -> Bool? in
            guard !work.isStopped else { return nil }
            work.bodies.append(body)
            return work.bodies.count == 1
        }
        guard let isFirst else { return false }
        if isFirst { raise() }
        return true
    }

    /// Ends ``run(_:)`` once what it was given so far is done; it takes no work any more. Any thread.
    package func stop() {
        work.withLock { $0.isStopped = true }
        raise()
    }

    private var isStopped: Bool { work.withLock { $0.isStopped } }

    private func raise() {
        var one: UInt64 = 1
        _ = write(counter.number, &one, 8)
    }

    private func doWork() {
        let bodies = work.withLock { work in
            defer { work.bodies = [] }
            return work.bodies
        }
        for body in bodies { body() }
    }

    private func wait() -> (hasInput: Bool, hasRoom: Bool) {
        let events = Int16(POLLIN) | (wantsRoom ? Int16(POLLOUT) : 0)
        var places = [
            pollfd(fd: terminal.number, events: events, revents: 0),
            pollfd(fd: counter.number, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&places, 2, milliseconds) > 0 else { return (false, false) }
        if places[1].revents != 0 {
            var count: UInt64 = 0
            _ = read(counter.number, &count, 8)
        }
        let found = places[0].revents
        return (
            found & ~Int16(POLLOUT) != 0, found & Int16(POLLOUT) != 0 && wantsRoom
        )
    }

    /// How long it may wait, rounded up so that the moment has come then; −1 for ever.
    private var milliseconds: Int32 {
        guard let alarm else { return -1 }
        let now = system.monotonicNanoseconds()
        return alarm <= now ? 0 : Int32(clamping: (alarm - now + 999_999) / 1_000_000)
    }
}
