internal import SluiceCore

extension RecordRun {
    /// What is done to each entry.
    enum Treatment {
        /// It is judged as it is, with other bytes, or with changed fields.
        case judge(Bytes, overrides: Bool)
        /// It gets another status without being judged.
        case put(QuarantineStatus)
    }

    /// Where the bytes of an entry come from.
    enum Bytes {
        /// They stay.
        case own
        /// They are given by the entry's id. A record is left out that has other bytes than those they were made from.
        case given([Int64: RecordCorrection])
        /// They are made from the old ones. A record that stays held keeps the new ones if it was meant by itself, else only where they
        /// cure it of something.
        case repaired([FieldRepair], isSingle: Bool)
    }

    /// Why nothing is done to a record of which only the beginning is kept.
    static let isCut =
        "only its first \(HeldRecord.rawLimit / 1024) KiB are kept: take its file again (reprocess), "
        + "or deliver a corrected one"

    /// Why a correction of a record is left out that was made from other bytes than it has.
    static let isChanged = "it was changed since the export: export it again"
}
