package import SluiceCore

/// A console's way to the owner of a station: pictures come, commands go.
///
/// The owner's own console has ``LiveStation``, an attached one the client of the control socket.
package protocol StationLink: Sendable {
    /// The newest picture.
    var newest: StationSnapshot { get }

    /// Has `body` called when there is a newer picture, at most ten times a second; it must return at once.
    ///
    /// The number ends it, given to ``forget(_:)``.
    func observe(_ body: @escaping @Sendable () -> Void) -> Int

    /// Ends an observation.
    func forget(_ observer: Int)

    /// Looks whether an owner in another process still runs; once a second, on the thread of who asks, without waiting.
    func checkOwner()

    /// Has a command done; `completion` is called on any queue, exactly once.
    func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void)
}
