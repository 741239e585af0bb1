internal import Glibc
internal import Synchronization

/// Writes to the process's standard streams: pipes, terminals and files, some of which nobody reads.
///
/// A class, because it remembers what was given up; safe from any queue. A write waits for its reader as long as that takes, and
/// after ``hurry()`` half a second at most, so that nobody can keep the process from its end by not reading.
package final class StreamWriter: Sendable {
    /// Bytes that a pipe takes without waiting once it takes any.
    private static let blockBytes = 4096
    /// How often a write that waits looks whether it is in a hurry, in milliseconds.
    private static let stepMilliseconds: Int32 = 100
    /// How many steps it waits then.
    private static let hurriedSteps = 5

    private let system: System
    private let isHurried = Atomic<Bool>(false)
    private let givenUp = Mutex<Set<Int32>>([])

    /// A writer by way of a system.
    package init(system: System) { self.system = system }

    /// Has writes that wait, and those to come, give up soon: the process ends. Any queue; returns at once.
    package func hurry() { isHurried.store(true, ordering: .relaxed) }

    /// Writes all bytes; blocks until they are taken. Throws EPIPE where the reader is gone, or does not read and ``hurry()`` was
    /// called; part of the bytes may be written then.
    package func write(
        _ bytes: [UInt8], to descriptor: FileDescriptor
    ) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            try waitForRoom(descriptor)
            let end = min(written + Self.blockBytes, bytes.count)
            do throws(SystemError) {
                written += try system.write(bytes[written..<end], to: descriptor)
            } catch  where error.wouldBlock {
                // Somebody else has filled it meanwhile.
            }
        }
    }

    private func waitForRoom(_ descriptor: FileDescriptor) throws(SystemError) {
        var steps = givenUp.withLock { $0.contains(descriptor.number) } ? Self.hurriedSteps : 0
        var place = [pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0)]
        while poll(&place, 1, steps == Self.hurriedSteps ? 0 : Self.stepMilliseconds) == 0 {
            guard isHurried.load(ordering: .relaxed) else { continue }
            if steps == Self.hurriedSteps {
                _ = givenUp.withLock { $0.insert(descriptor.number) }
                throw SystemError(.write, code: EPIPE)
            }
            steps += 1
        }
    }
}
