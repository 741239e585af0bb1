internal import SluiceCore

/// What can be tried on the rules of a dataset, and how it comes into force.
enum RuleActions {
    static let all: [Action] = [
        Action(
            "limits", keys: ["Enter", "e"], hint: "try limits",
            help: "try other limits", section: .act, footer: 5,
            arguments: [Action.Argument("[FROM..TO]", check: problem)],
            applies: MoveActions.inList.part("on a rule's limits") { rule($0)?.limits != nil },
            perform: { state, values in limits(values.first, &state) }),
        Action(
            "revert-limits", keys: ["^R"], hint: "revert", help: "the limits in force",
            section: .act, footer: 7,
            applies: .only("on a rule whose limits are tried") { state in
                guard let field = rule(state)?.field else { return false }
                return screen(state)?.draft.change(of: field) != nil
            },
            perform: { state, _ in
                guard let rule = rule(state), let limits = rule.limits else { return [] }
                return change(&state) {
                    $0.set(
                        RuleChange(
                            field: rule.field, minimum: limits.minimum, maximum: limits.maximum),
                        inForce: limits)
                }
            }),
        Action(
            "apply-rules", keys: ["w"], hint: "apply", help: "put limits into force",
            section: .act, footer: 6,
            applies: .only("where limits are tried") { state in
                hasTriedLimits(state)
            },
            whyDisabled: { $0.whyNoOperation },
            perform: { state, _ in
                guard let screen = screen(state) else { return [] }
                return state.preview(
                    state.request(
                        .changeRules(
                            dataset: screen.dataset, screen.draft.changes, holdsRows: false)),
                    scope: "of \(screen.dataset)")
            }),
        Action(
            "leave-rules", keys: ["Esc"], hint: "back", help: "back; asks if any tried",
            section: .move, footer: 90,
            applies: .only("where limits are tried") { state in
                !FindActions.isFiltered(state) && hasTriedLimits(state)
            },
            perform: { state, _ in
                state.overlay = ConfirmPrompt(
                    "Leave the rules",
                    lines: ["The limits tried are not in force; w applies them."],
                    verb: "leave without applying"
                ) { state in state.leaveScreen() }
                return []
            }),
    ]

    /// True where limits were changed that are not in force.
    static func hasTriedLimits(_ state: ConsoleState) -> Bool {
        screen(state).map { !$0.draft.changes.isEmpty } ?? false
    }

    /// The rules that are open; nil elsewhere.
    static func screen(_ state: ConsoleState) -> RulesScreen? {
        guard case .rules(let dataset, let field, let draft)? = state.screens.last else {
            return nil
        }
        return RulesScreen(dataset: dataset, field: field, draft: draft)
    }

    private static func rule(_ state: ConsoleState) -> RulesPage.Row? {
        screen(state)?.selected(state)
    }

    /// Changes what is tried.
    static func change(
        _ state: inout ConsoleState, _ body: (inout RuleDraft) -> Void
    ) -> [Effect] {
        guard case .rules(let dataset, let field, var draft)? = state.screens.last else {
            return []
        }
        body(&draft)
        state.screens[state.screens.count - 1] = .rules(
            dataset: dataset, field: field, draft: draft)
        return []
    }

    /// The change that two texts mean.
    static func change(
        _ field: String, _ texts: [String]
    ) -> Result<RuleChange, LimitText.Problem> {
        LimitText.limit(texts.first ?? "").flatMap { minimum in
            LimitText.limit(texts.last ?? "").flatMap { maximum in
                if let minimum, let maximum, minimum > maximum {
                    return .failure(
                        LimitText.Problem(message: "the first is larger"))
                }
                return .success(RuleChange(field: field, minimum: minimum, maximum: maximum))
            }
        }
    }

    private static func limits(_ text: String?, _ state: inout ConsoleState) -> [Effect] {
        guard let rule = rule(state), let limits = rule.limits, let screen = screen(state) else {
            return []
        }
        guard let text, !text.isEmpty else {
            state.overlay = LimitPrompt(field: rule.field, limits: limits, draft: screen.draft)
            return change(&state) { $0.field = rule.field }
        }
        guard case .success(let change) = Self.change(rule.field, parts(text)) else { return [] }
        return self.change(&state) { draft in
            draft.field = rule.field
            draft.set(change, inForce: limits)
        }
    }

    /// What stands on the two sides of `..`; a text without is both limits.
    private static func parts(_ text: String) -> [String] {
        guard let dots = text.firstRange(of: "..") else { return [text] }
        return [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
    }

    private static func problem(_ text: String, _ state: ConsoleState) -> SafeText? {
        guard !text.isEmpty, case .failure(let found) = change("", parts(text)) else {
            return nil
        }
        return found.message
    }
}
