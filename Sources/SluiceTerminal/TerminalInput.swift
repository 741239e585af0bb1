package import SluiceConsole

/// What comes from a terminal.
package enum TerminalInput: Sendable, Hashable {
    /// A key.
    case key(KeyStroke)
    /// Pasted text as UTF-8, control characters and all; whoever takes it decides about them.
    case paste([UInt8])
    /// The mouse did something.
    case mouse(MouseEvent)
}
