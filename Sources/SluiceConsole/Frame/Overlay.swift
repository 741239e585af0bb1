package import SluiceCore

/// Something that lies over the screen and takes the keys: a prompt, the palette, help, a list to choose from.
///
/// A value, kept in the state; it changes itself and the state, and is gone when it says so.
package protocol Overlay: Sendable {
    /// True when it is to be taken away.
    var isDone: Bool { get }
    /// What the footer says while it is there: keys that do something now, and what.
    func hints(_ state: ConsoleState) -> [(keys: SafeText, text: SafeText)]
    /// Takes a key.
    mutating func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect]
    /// Takes pasted text, of which control bytes must be refused.
    mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect]
    /// What it asks of the store, answered to ``ViewSlot/prompt``; nil when that is nothing.
    func query(_ state: ConsoleState) -> StationQuery?
    /// Draws it over what is there.
    func draw(_ state: ConsoleState, over canvas: inout Canvas)
}

extension Overlay {
    /// Nothing.
    package func query(_ state: ConsoleState) -> StationQuery? { nil }

    /// Takes nothing.
    package mutating func paste(_ bytes: [UInt8], in state: inout ConsoleState) -> [Effect] {
        state.refusePaste()
    }
}
