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
        /// They are given by the entry's id.
        case given([Int64: [UInt8]])
        /// They are made from the old ones. A record that stays held keeps the new ones if it was meant by itself, else only where they
        /// cure it of something.
        case repaired([FieldRepair], isSingle: Bool)
    }
}
