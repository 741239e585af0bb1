extension QuarantineOperation {
    /// The word of the operation, as the journal and the command line have it.
    package var word: String {
        switch self {
        case .release: "release"
        case .edit: "edit"
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
