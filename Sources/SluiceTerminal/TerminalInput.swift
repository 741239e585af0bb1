package import SluiceConsole

/// What comes from a terminal.
package enum TerminalInput: Sendable, Hashable {
    /// What a mouse did.
    package enum Gesture: Sendable, Hashable {
        /// The first button went down.
        case press
        /// It was moved while down.
        case drag
        /// It went up.
        case release
        /// The wheel turned away from the operator.
        case wheelUp
        /// The wheel turned towards the operator.
        case wheelDown
    }

    /// A key.
    case key(KeyStroke)
    /// Pasted text as it came, control characters and all; whoever takes it decides about them.
    case paste(String)
    /// The mouse, at a cell counted from 0.
    case mouse(Gesture, column: Int, row: Int)
}
