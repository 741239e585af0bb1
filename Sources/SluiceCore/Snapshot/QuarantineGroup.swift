/// Quarantine entries that are alike: a few groups are easier to decide about than ten thousand records.
package struct QuarantineGroup: Sendable, Equatable {
    /// What entries can be grouped by.
    package enum Dimension: String, Sendable, CaseIterable {
        /// The code of the first finding.
        case reason
        /// The name of the column it is about.
        case field
        /// The file.
        case file
        /// The location.
        case location
        /// The shape of the offending value: digits as 9, letters as a, the rest as it is.
        case shape = "value shape"
    }

    /// What the entries of a group have in common; what is nil was not grouped by.
    package struct Key: Sendable, Hashable {
        /// The code of the first finding.
        package var code: FindingCode?
        /// The column's name.
        package var field: String?
        /// The file's ledger id.
        package var fileID: Int64?
        /// The location; empty when it cannot be told.
        package var location: String?
        /// The value's shape, see ``Finding/shape``.
        package var shape: String?

        /// Everything alike.
        package init() {}
    }

    /// Whether it was looked for what the records of a group look like.
    package enum Examination: Sendable {
        /// It was.
        case done
        /// It was, by a sample; how many of all its records the repair would free is told when the same is asked later.
        case trying
        /// Not yet: the same question tells later.
        case awaited
        /// It is not looked for, because ``examinedLimit`` groups are larger.
        case left
    }

    /// What they have in common.
    package var key: Key
    /// The file's name when grouped by file, spelled as in `files.name`.
    package var fileName: String?
    /// How many entries.
    package var count: Int
    /// The newest of them.
    package var exampleID: Int64
    /// Some of them, the newest first: all of one of the ``examinedLimit`` largest groups with at most ``triedLimit`` entries, else at most
    /// ``sampleLimit``.
    package var sample: [Int64] = []
    /// The dataset of the newest; nil when none could read its file.
    package var exampleDataset: String?
    /// The column that one is held for; nil when it is held as a whole, or by a rule across fields.
    package var exampleColumn: String?
    /// The offending value of that one; nil when it has none.
    package var exampleValue: [UInt8]?
    /// What its records look like, by the first ``sampleLimit`` of ``sample``, and how they can be repaired, tried on all of them; nil when
    /// nothing is evident.
    package var suggestion: Suggestion?
    /// Whether it was looked for what they look like.
    package var examination = Examination.done

    /// Most groups of an answer for which it is looked for what they look like, the largest.
    package static let examinedLimit = 40

    /// Most entries of a group that it is looked at for what they look like.
    package static let sampleLimit = 50
    /// Most entries of a group for which a repair is tried on all of them: some 0.1 s.
    package static let triedLimit = 2_000

    /// True when the examination of some groups of an answer is not at its end: the same question tells more.
    package static func isUnfinished(_ groups: [QuarantineGroup]) -> Bool {
        groups.contains { $0.examination == .awaited || $0.examination == .trying }
    }

    /// Since when the first of them is held, in microseconds since 1970 UTC; nil when it is not known.
    package var firstMicroseconds: Int64?
    /// Since when the last of them is held, in microseconds since 1970 UTC; nil when it is not known.
    package var lastMicroseconds: Int64?

    /// Makes a group.
    package init(key: Key, count: Int, exampleID: Int64, exampleValue: [UInt8]?) {
        self.key = key
        self.count = count
        self.exampleID = exampleID
        self.exampleValue = exampleValue
    }
}
