package import SluiceCore

extension ConsoleState {
    /// What an action does behind its key, as the operator has set it; behind its command where it has none.
    package func keyed(_ action: String, _ text: SafeText) -> SafeText {
        let key = ActionCatalog.action(action).flatMap { keys.keys(of: $0).first }
        return "\(key?.shown ?? ":\(data: action)")   \(text)"
    }
}
