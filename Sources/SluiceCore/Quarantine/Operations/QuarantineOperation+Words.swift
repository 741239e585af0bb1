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
}
