/// All that an operator can do; a key may stand at several entries, of which the first that applies has it.
package enum ActionCatalog {
    /// The actions, in the order in which help lists them.
    package static let all: [Action] =
        CancelActions.all
        + EditActions.all
        + OperationActions.all
        + RuleActions.all
        + DrillActions.all
        + MoveActions.all
        + DeskActions.all
        + MarkActions.all
        + FindActions.all
        + ListActions.all
        + ChartActions.all
        + OutputActions.all
        + ScreenActions.all
        + ThemeActions.all
        + StationActions.all
        + FeedActions.all
        + ProgramActions.all

    /// An action by its name.
    package static func action(_ id: String) -> Action? { all.first { $0.id == id } }
}
