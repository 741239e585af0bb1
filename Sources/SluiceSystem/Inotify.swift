internal import CLinux
internal import Glibc

/// Tells what arrives in a held directory, by inotify: a hint that may be lost, never the truth.
///
/// The watch hangs on the directory itself, not on a path, so renaming the station does not disturb it. A class, because it
/// stands for an open kernel queue; the kernel's calls make it safe to use from any thread.
package final class Inotify: Sendable {
    /// Something that happened in the directory.
    package enum Event: Sendable, Equatable {
        /// A name appeared by a rename: complete, as far as its sender is concerned.
        case movedIn([UInt8])
        /// A descriptor that could write to this name was closed.
        case closedAfterWriting([UInt8])
        /// The kernel's queue was full and events are lost: only a listing tells what is there.
        case overflowed
        /// The directory was removed or its file system unmounted; no further event comes.
        case watchGone
    }

    /// The kernel's queue; readable when there are events.
    package let descriptor: FileDescriptor
    private let system: System

    private static let bufferBytes = 64 << 10

    /// Watches a directory; throws where the kernel or its limits (`fs.inotify.*`) do not allow it.
    package init(_ system: System, watching directory: Directory) throws(SystemError) {
        let subject = directory.shownPath
        let number = try system.call(.inotify, subject) {
            inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        }
        descriptor = FileDescriptor(number)
        self.system = system
        // Only what says that a file may be complete: creations and changes would fill the kernel's queue sooner.
        let mask = UInt32(IN_MOVED_TO) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_ONLYDIR)
        try system.call(.inotify, subject) {
            inotify_add_watch(number, "/proc/self/fd/\(directory.descriptor.number)", mask)
        }
    }

    /// The events since the last call, oldest first; empty when there are none. Does not block.
    ///
    /// At most 64 KiB of them; what is left makes the descriptor readable again.
    package func read() throws(SystemError) -> [Event] {
        var events: [Event] = []
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        let count: Int
        do throws(SystemError) {
            count = try system.read(descriptor, into: &buffer, at: 0)
        } catch  where error.wouldBlock {
            return []
        }
        var offset = 0
        while offset + Self.headBytes <= count {
            let mask = Self.word(buffer, offset + 4)
            let length = Int(Self.word(buffer, offset + 12))
            let start = offset + Self.headBytes
            let end = min(start + length, count)
            // The name is padded with NUL bytes to the next event's alignment.
            let name = Array(buffer[start..<end].prefix { $0 != 0 })
            if let event = Self.event(mask, name) { events.append(event) }
            offset = end
        }
        return events
    }

    /// Size of `struct inotify_event` without its name: watch, mask, cookie, length, four bytes each.
    private static let headBytes = 16

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    }

    private static func event(_ mask: UInt32, _ name: [UInt8]) -> Event? {
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return .overflowed }
        if mask & UInt32(IN_IGNORED) != 0 { return .watchGone }
        if mask & UInt32(IN_ISDIR) != 0 || name.isEmpty { return nil }
        if mask & UInt32(IN_MOVED_TO) != 0 { return .movedIn(name) }
        if mask & UInt32(IN_CLOSE_WRITE) != 0 { return .closedAfterWriting(name) }
        return nil
    }
}
