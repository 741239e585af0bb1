package import SluiceCore

/// What the console wants done; whoever runs it performs these in their order.
package enum Effect: Sendable, Equatable {
    /// Ask the store.
    case ask(RequestID, StationQuery)
    /// The answer to a question is not needed any more.
    case cancel(RequestID)
    /// Ask the owner of the station to do something.
    case command(RequestID, StationCommand)
    /// Copy to the clipboard of the terminal (OSC 52), or to a file where that cannot be; answered by a notice that says what
    /// was copied, and where to.
    case copy([UInt8], what: SafeText)
    /// Write a file of this name and contents into the station's `logs/`; answered by a notice that says what it has, and
    /// its name.
    case export(name: String, contents: [UInt8], what: SafeText)
    /// Leave the screen as text on the normal screen.
    case dump
    /// Send every cell anew.
    case redraw
    /// Stop the process until it is continued.
    case suspend
    /// End the console, and the pipeline with it where it runs in this process.
    case quit
    /// End the console and leave the owner running.
    case detach
    /// Draw in another theme.
    case setTheme(String)
    /// Ask the terminal for mouse events, or no longer.
    case setMouse(Bool)
    /// Remember these for the next run.
    case save(Preferences)
}
