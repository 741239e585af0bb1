internal import SluiceCore

/// What the quarantine desk does with entries: each is shown before it is done, and can be taken back.
enum DeskActions {
    static let all: [Action] = [
        Action(
            "edit", keys: ["e"], hint: "edit", help: "edit with live check", section: .act,
            footer: 17, applies: .only("on a held record") { target($0)?.selection != nil },
            whyDisabled: {
                $0.whyNoOperation ?? target($0)?.whyNoRecord
            },
            perform: { state, _ in
                guard let entry = target(state)?.entry else { return [] }
                state.screens.append(.edit(EditView(entry: entry)))
                return []
            }),
        Action(
            "release", keys: ["r"], hint: "release", help: "judge again and store",
            section: .act, footer: 18, applies: onEntries, whyDisabled: whyNotTarget,
            perform: { state, _ in preview(&state) { .release($0) } }),
        Action(
            "apply-suggestion", keys: ["F"], hint: "apply hint",
            help: "preview the hint's repair", section: .act, footer: 16,
            offered: { suggested($0) != nil || target($0)?.whyNoSuggestion != nil },
            applies: .only("where held records are") {
                target($0).map { $0.selection != nil || $0.whyNoSuggestion != nil } ?? false
            },
            whyDisabled: {
                whyNotTarget($0) ?? target($0)?.whyNoSuggestion
                    ?? (suggested($0) == nil ? "no hint is shown here" : nil)
            },
            perform: { state, _ in
                guard let target = suggested(state) else { return [] }
                return target.suggested.isEmpty
                    ? RepairPrompt.show(target.renames, for: target, in: &state)
                    : RepairPrompt.show(target.suggested, for: target, in: &state)
            }),
        Action(
            "rename-columns", keys: ["E"], hint: "name columns",
            help: "name a file's columns", section: .act,
            footer: 19,
            arguments: [
                Action.Argument("[COLUMN = FIELD]", check: renameProblem, trial: repairTrial)
            ],
            applies: .only("on a rejected file") { target($0)?.isRejectedFile ?? false },
            whyDisabled: whyNotTarget,
            perform: { state, values in rename(values.first, &state) }),
        Action(
            "repair", keys: ["E"], hint: "repair", help: "repair a field of all",
            section: .act, footer: 19,
            arguments: [
                Action.Argument("[FIELD = EXPRESSION]", check: repairProblem, trial: repairTrial)
            ],
            applies: onEntries,
            whyDisabled: { whyNotTarget($0) ?? target($0)?.whyNothingToRepair },
            perform: { state, values in repair(values.first, &state) }),
        Action(
            "discard", keys: ["d"], hint: "discard", help: "put aside; u undoes it",
            section: .act, footer: 21, arguments: [Action.Argument("[REASON…]")],
            applies: onEntries, whyDisabled: whyNotTarget,
            perform: { state, values in
                preview(&state, reason: values.first) { .discard($0) }
            }),
        Action(
            "accept", keys: [], hint: "accept", help: "store although a rule forbids it",
            section: .act, arguments: [Action.Argument("REASON…", check: reasonProblem)],
            applies: onEntries, whyDisabled: whyNotTarget,
            perform: { state, values in
                preview(&state, reason: values.first) { .accept($0) }
            }),
        Action(
            "restore", keys: [], hint: "restore", help: "hold discarded entries again",
            section: .act,
            arguments: [
                Action.Argument(
                    "ID…", check: idsProblem,
                    trial: { text, _ in
                        ids(text).map { OperationTrial(operation: .restore(.entries($0))) }
                    })
            ],
            whyDisabled: { $0.whyNoOperation },
            perform: { state, values in
                guard let ids = values.first.flatMap(ids) else { return [] }
                return state.preview(
                    state.request(.restore(.entries(ids))),
                    scope: ids.count == 1 ? "record \(ids[0])" : "\(ids.count) records")
            }),
        Action(
            "reprocess", keys: ["R"], hint: "reprocess", help: "take the file again",
            section: .act, footer: 22, applies: onFile,
            whyDisabled: { $0.whyNoOperation },
            perform: { state, _ in
                guard let target = target(state), let file = target.fileID else { return [] }
                return state.preview(
                    state.request(.reprocess(file: file)), scope: target.fileName)
            }),
        Action(
            "supersede", keys: [], hint: "supersede",
            help: "this file takes the place of an earlier one", section: .act,
            arguments: [
                Action.Argument(
                    "FILE-ID", check: fileProblem,
                    trial: { text, state in
                        supersession(of: text, state).map { OperationTrial(operation: $0) }
                    })
            ],
            applies: onFile, whyDisabled: { $0.whyNoOperation },
            perform: { state, values in
                guard let target = target(state), let earlier = values.first,
                    let operation = supersession(of: earlier, state)
                else { return [] }
                return state.preview(
                    state.request(operation),
                    scope: "file \(earlier) by \(target.fileName)")
            }),
        Action(
            "undo", keys: ["u"], hint: "undo", help: "take the last batch back",
            section: .act, footer: 60,
            offered: { JournalScreen.isShown($0) ? offers($0, \.isUndoable) : true },
            arguments: [batch { .undo(batch: $0) }],
            applies: outsidePreviews,
            whyDisabled: { $0.whyNoOperation ?? $0.whyNothingYet },
            perform: { state, values in
                reverse(values, &state, stands: true) { .undo(batch: $0) }
            }),
        Action(
            "redo", keys: ["U"], hint: "redo", help: "do it again after all", section: .act,
            footer: 61, offered: { offers($0, \.isRedoable) },
            arguments: [batch { .redo(batch: $0) }],
            applies: outsidePreviews,
            whyDisabled: { $0.whyNoOperation ?? $0.whyNothingYet },
            perform: { state, values in
                reverse(values, &state, stands: false) { .redo(batch: $0) }
            }),
        Action(
            "journal", keys: ["J"], hint: "journal", help: "what was done, by whom",
            section: .find,
            applies: .only("outside of the journal") { state in
                if case .journal? = state.screens.last { return false }
                return true
            },
            perform: { state, _ in
                state.screens.append(.journal)
                return []
            }),
    ]

    /// What an operation would be done to here.
    static func target(_ state: ConsoleState) -> DeskTarget? { state.activeView.target(state) }

    private static let whyNotTarget: @Sendable (ConsoleState) -> SafeText? = {
        $0.whyNoOperation ?? target($0)?.refusal
    }
    private static let onEntries = Action.Place.only("on held records") {
        target($0)?.selection != nil
    }
    private static let onFile = Action.Place.only("on a taken file or its records") {
        target($0)?.fileID != nil
    }
    private static let outsidePreviews = Action.Place.only("outside of previews") {
        OperationActions.view($0) == nil
    }

    private static func preview(
        _ state: inout ConsoleState, reason: String? = nil,
        _ operation: (EntrySelection) -> QuarantineOperation
    ) -> [Effect] {
        guard let target = target(state), let selection = target.selection else { return [] }
        return state.preview(
            state.request(operation(selection), reason: reason), scope: target.scope)
    }

    /// True when the batch that the journal shows can be dealt with so.
    private static func offers(
        _ state: ConsoleState, _ isPossible: KeyPath<JournalEntry, Bool>
    ) -> Bool {
        JournalScreen.chosen(state)?.entry?[keyPath: isPossible] ?? false
    }

    /// Shows what taking a batch back, or doing it again, would do: the one named, that of the journal's cursor, or the last.
    ///
    /// `stands` is what it must do; of the batch under the cursor that is known at once.
    private static func reverse(
        _ values: [String], _ state: inout ConsoleState, stands: Bool,
        _ operation: (_ batch: Int64?) -> QuarantineOperation
    ) -> [Effect] {
        let named = values.first.flatMap(id)
        let chosen = JournalScreen.chosen(state)
        if named == nil, let entry = chosen?.entry, entry.target == nil,
            (entry.undoneBy == nil) != stands
        {
            let batch: SafeText = "batch \(entry.batch)"
            state.say(
                stands
                    ? "\(batch) has been taken back already: U does it again"
                    : "\(batch) stands: u takes it back",
                role: .levelWarn)
            return []
        }
        let batch = named ?? chosen?.batch
        return state.preview(
            state.request(operation(batch)),
            scope: batch.map { "batch \($0)" } ?? "the last batch")
    }

    private static func repair(_ text: String?, _ state: inout ConsoleState) -> [Effect] {
        guard let target = target(state) else { return [] }
        guard let text, case .success(let repairs) = RepairText.repairs(text) else {
            state.overlay = RepairPrompt(for: target)
            return []
        }
        return RepairPrompt.show(repairs, for: target, in: &state)
    }

    private static func rename(_ text: String?, _ state: inout ConsoleState) -> [Effect] {
        guard let target = target(state) else { return [] }
        guard let text, case .success(let renames) = RepairText.renames(text) else {
            state.overlay = RepairPrompt(for: target)
            return []
        }
        return RepairPrompt.show(renames, for: target, in: &state)
    }

    /// The target with what the suggestion shown here stands for; nil when there is none.
    private static func suggested(_ state: ConsoleState) -> DeskTarget? {
        guard let target = target(state), !target.suggested.isEmpty || !target.renames.isEmpty
        else { return nil }
        return target
    }

    // MARK: Arguments

    private static func repairProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        guard !text.isEmpty, case .failure(let problem) = RepairText.repairs(text) else {
            return nil
        }
        return problem.message
    }

    private static func repairTrial(_ text: String, _ state: ConsoleState) -> OperationTrial? {
        target(state).flatMap { RepairTrial(text, for: $0).operation }
    }

    private static func renameProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        guard !text.isEmpty, case .failure(let problem) = RepairText.renames(text) else {
            return nil
        }
        return problem.message
    }

    private static func reasonProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        text.isEmpty ? "why? The journal keeps it with the records" : nil
    }

    private static func ids(_ text: String) -> [Int64]? {
        let ids = text.split(whereSeparator: { $0 == " " || $0 == "," }).map { Int64($0) }
        guard !ids.isEmpty, ids.allSatisfy({ ($0 ?? 0) > 0 }) else { return nil }
        return ids.compactMap { $0 }
    }

    private static func id(_ text: String) -> Int64? {
        ids(text).flatMap { $0.count == 1 ? $0.first : nil }
    }

    private static func idsProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        ids(text) == nil ? "numbers, as the lists show them" : nil
    }

    private static func fileProblem(_ text: String, _ state: ConsoleState) -> SafeText? {
        id(text) == nil ? "the number of a file" : nil
    }

    /// What lets the file shown here take the place of the one that is named; nil where either is none.
    private static func supersession(
        of earlier: String, _ state: ConsoleState
    ) -> QuarantineOperation? {
        guard let file = target(state)?.fileID, let earlier = id(earlier) else { return nil }
        return .supersede(file: earlier, by: file)
    }

    /// The batch that something is done to, which may be left out.
    private static func batch(
        _ operation: @escaping @Sendable (Int64) -> QuarantineOperation
    ) -> Action.Argument {
        Action.Argument(
            "[BATCH]",
            check: { text, _ in
                text.isEmpty || id(text) != nil
                    ? nil : "the number of a batch, as the journal shows it"
            },
            trial: { text, _ in id(text).map { OperationTrial(operation: operation($0)) } })
    }
}
