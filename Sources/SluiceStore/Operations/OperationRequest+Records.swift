internal import SluiceCore

/// What an operation on records amounts to.
extension OperationRequest {
    /// The entries it selects, the status they must have, and what is done to each; nil for an operation that is about files, rules
    /// or batches.
    func records() throws(StoreError) -> (
        selection: EntrySelection, status: QuarantineStatus, treatment: RecordRun.Treatment
    )? {
        switch operation {
        case .release(let selection): return (selection, .held, .judge(.own, overrides: false))
        case .edit(let entry, let raw):
            return (
                .entries([entry]), .held,
                .judge(.given([entry: RecordCorrection(raw)]), overrides: false)
            )
        case .repair(let selection, let repairs):
            guard !repairs.isEmpty else {
                throw StoreError(.refused, "a repair needs at least one field")
            }
            let isSingle = operation.journalWord == QuarantineOperation.editWord
            return (
                selection, .held,
                .judge(.repaired(repairs, isSingle: isSingle), overrides: false)
            )
        case .importCorrections(let texts):
            return (.entries(texts.keys.sorted()), .held, .judge(.given(texts), overrides: false))
        case .accept(let selection):
            guard reason?.contains(where: { !$0.isWhitespace }) == true else {
                throw StoreError(
                    .refused, "accepting records against a rule needs a reason")
            }
            return (selection, .held, .judge(.own, overrides: true))
        case .discard(let selection): return (selection, .held, .put(.discarded))
        case .restore(let selection): return (selection, .discarded, .put(.held))
        case .reprocess, .renameColumns, .supersede, .changeRules, .undo, .redo: return nil
        }
    }

    /// The file that the operation judges anew, with the header that stands in for its own; nil for any other operation.
    ///
    /// Editing the entry of a whole file is editing its header.
    func replacement(
        _ connection: Connection
    ) throws(StoreError) -> (file: Int64, header: [UInt8]?)? {
        switch operation {
        case .reprocess(let file): return (file, nil)
        case .edit(let id, let raw):
            guard let entry = try SelectedEntry.find(id, connection), entry.line == nil,
                entry.state.status == .held
            else { return nil }
            return (entry.fileID, raw)
        default: return nil
        }
    }
}
