@preconcurrency internal import Dispatch
internal import SluiceSystem

/// An inotify queue that wakes a Dispatch queue. A class, because the source must be cancelled before its descriptor closes.
final class InboxWatch: Sendable {
    private let inotify: Inotify
    private let source: any DispatchSourceRead

    /// Calls `handler` on `queue` whenever there are events to ``read()``.
    init(_ inotify: Inotify, queue: DispatchQueue, handler: @escaping @Sendable () -> Void) {
        self.inotify = inotify
        source = DispatchSource.makeReadSource(
            fileDescriptor: inotify.descriptor.number, queue: queue)
        source.setEventHandler { @Sendable in handler() }
        // Keeps the descriptor open until the source no longer looks at it.
        source.setCancelHandler { @Sendable in withExtendedLifetime(inotify) {} }
        source.resume()
    }

    deinit { source.cancel() }

    /// The events that wait, 64 KiB of them at most.
    func read() throws(SystemError) -> [Inotify.Event] { try inotify.read() }
}
