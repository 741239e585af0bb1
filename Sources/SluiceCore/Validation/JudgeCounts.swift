/// What a judge has counted in a file so far.
package struct JudgeCounts: Sendable, Hashable {
    /// Records accepted.
    package internal(set) var stored = 0
    /// Records held.
    package internal(set) var held = 0
    /// Records held by the code of their first finding.
    package internal(set) var heldByCode: [FindingCode: Int] = [:]
    /// Physical line of the first held record; nil when none is held.
    package internal(set) var firstHeldLine: Int?
    /// Cells stored as NULL or as they stand although a rule was broken, because the dataset declares it so.
    package internal(set) var softened = 0

    /// Records read: every one is either stored or held.
    package var records: Int { stored + held }

    /// Nothing counted yet.
    package init() {}

    /// Adds what was counted in the part of the file that follows.
    package mutating func add(_ next: JudgeCounts) {
        stored += next.stored
        held += next.held
        heldByCode.merge(next.heldByCode, uniquingKeysWith: +)
        firstHeldLine = firstHeldLine ?? next.firstHeldLine
        softened += next.softened
    }

    /// The finding that rejects the file in the mode `strict`; nil while no record is held.
    package var strictFinding: Finding? {
        guard held > 0, let line = firstHeldLine else { return nil }
        let noun = records == 1 ? "record" : "records"
        return Finding(
            .strict, rule: "strict",
            message: "\(FileJudge.grouped(held)) of \(FileJudge.grouped(records)) \(noun) invalid, "
                + "first on line \(line)")
    }
}
