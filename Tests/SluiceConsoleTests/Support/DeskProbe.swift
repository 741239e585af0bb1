import SluiceConsole
import SluiceCore

/// Which operation is shown, and which were asked for.
enum DeskProbe {
    static func operation(_ state: ConsoleState) -> QuarantineOperation? {
        guard case .operation(let view)? = state.screens.last else { return nil }
        return view.request.operation
    }

    static func commands(_ effects: [Effect]) -> [QuarantineOperation] {
        effects.compactMap { effect in
            if case .command(_, .operate(let request)) = effect { request.operation } else { nil }
        }
    }
}
