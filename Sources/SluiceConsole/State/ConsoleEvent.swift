package import SluiceCore

/// What happens to a console.
package enum ConsoleEvent: Sendable {
    /// A key was pressed.
    case key(KeyStroke)
    /// Text was pasted; control bytes may be among it.
    case paste([UInt8])
    /// The mouse did something.
    case mouse(MouseEvent)
    /// The terminal has another size.
    case resized(CanvasSize)
    /// The terminal window gained or lost the focus.
    case focused(Bool)
    /// The owner published a newer picture.
    case snapshot(StationSnapshot)
    /// The store answered a question, and how long that took, in microseconds.
    case answer(RequestID, StationAnswer, took: Int64 = 0)
    /// The store has worked out so much of an answer, from 0 to 1.
    case progress(RequestID, Double)
    /// The owner answered a command.
    case reply(RequestID, StationReply)
    /// A second began, in microseconds since 1970 UTC; the zone may have changed its offset.
    case tick(Int64, ShownZone)
    /// A theme cannot be used, and why; the one by name that is shown instead.
    case themeRefused(String, why: SafeText, shown: String)
    /// An effect has something to say, such as where a copy went or why it failed.
    case notice(SafeText, isError: Bool)
}
