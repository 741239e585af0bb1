/// One operation of the quarantine desk: one transaction, one batch of the journal, undone and redone as a whole.
package enum QuarantineOperation: Sendable, Hashable {
    /// The entries are judged again as they are, by the rules in force; those that pass are stored.
    case release(EntrySelection)
    /// A record's bytes are replaced (without line end), judged again, and stored when they pass.
    case edit(entry: Int64, raw: [UInt8])
    /// Fields of many records are changed, each record is judged again and stored when it passes.
    case repair(EntrySelection, [FieldRepair])
    /// The entries are stored although a rule forbids it, where their cells have values at all; the rows are flagged.
    /// Needs a reason.
    case accept(EntrySelection)
    /// The entries are put aside for good, reversibly.
    case discard(EntrySelection)
    /// Discarded entries are held again.
    case restore(EntrySelection)
    /// A file is judged anew by the dataset of now, from the archive or from quarantine; its rows and entries are replaced.
    case reprocess(file: Int64)
    /// Columns of rejected files get the names of fields, and the files are judged anew with the headers that come of it. The
    /// entries are those of whole files; others are left as they are.
    case renameColumns(EntrySelection, [ColumnRename])
    /// A corrected file takes the place of an earlier one, whose rows and entries are taken back.
    case supersede(file: Int64, by: Int64)
    /// The limits of a dataset's fields are changed in its file, what that frees is released, and, if so wished, stored
    /// rows that now break a rule are held.
    case changeRules(dataset: String, [RuleChange], holdsRows: Bool)
    /// Held records come back corrected, by the ids of their entries; those that have other bytes than the ones that were corrected
    /// are left as they are.
    case importCorrections([Int64: RecordCorrection])
    /// A batch is taken back; nil for the newest that is not.
    case undo(batch: Int64?)
    /// A batch that was taken back is done again; nil for the one taken back last.
    case redo(batch: Int64?)
}
