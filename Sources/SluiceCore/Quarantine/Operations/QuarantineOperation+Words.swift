extension QuarantineOperation {
    /// What the journal calls giving one record other bytes.
    package static let editWord = "edit"

    /// The word of the operation, as the command line and the control socket have it.
    package var word: String {
        switch self {
        case .release: "release"
        case .edit: Self.editWord
        case .repair: "repair"
        case .accept: "accept"
        case .discard: "discard"
        case .restore: "restore"
        case .reprocess: "reprocess"
        case .renameColumns: "rename"
        case .supersede: "supersede"
        case .changeRules: "rules"
        case .importCorrections: "import"
        case .undo: "undo"
        case .redo: "redo"
        }
    }

    /// What the journal calls it: giving fields of one record new texts is an edit, whichever way it was asked for.
    package var journalWord: String {
        guard case .repair(.entries(let ids), let repairs) = self, ids.count == 1,
            repairs.allSatisfy(\.isText)
        else { return word }
        return Self.editWord
    }

    /// True when it takes a batch back or does one again.
    package var isReversal: Bool {
        switch self {
        case .undo, .redo: true
        default: false
        }
    }

    /// The same undo or redo of one batch; any other operation stays as it is.
    package func reversing(_ batch: Int64) -> QuarantineOperation {
        switch self {
        case .undo: .undo(batch: batch)
        case .redo: .redo(batch: batch)
        default: self
        }
    }
}
