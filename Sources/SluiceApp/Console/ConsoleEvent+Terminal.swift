internal import SluiceConsole
internal import SluiceTerminal

extension ConsoleEvent {
    /// What came from the terminal.
    init(_ input: TerminalInput) {
        switch input {
        case .key(let key): self = .key(key)
        case .paste(let bytes): self = .paste(bytes)
        case .mouse(let event): self = .mouse(event)
        }
    }
}
