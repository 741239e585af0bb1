/// One file of the ledger with all that is known of it.
package struct FileDetail: Sendable, Equatable {
    /// The file as the list shows it.
    package var summary: FileSummary
    /// Its SHA-256 in lower-case hexadecimal.
    package var sha256: String
    /// Its name in the archive with the day's directory; nil when it is not there.
    package var archiveName: String?
    /// The earlier file with the same content; nil when there is none.
    package var duplicateOf: Int64?
    /// How it was delimited, such as `sep , eol LF`; empty when it is not known.
    package var format: String
    /// Its header line as it stands in the file; empty when it is not known.
    package var header: [UInt8]
    /// How long the stages took, in milliseconds; only those that are known.
    package var stages: [(stage: StageTiming.Stage, milliseconds: Int)]
    /// Why its records are held, most frequent first.
    package var reasons: [ReasonCount]
    /// Records held in each of equal stretches of its lines, first stretch first; empty when nothing is held.
    package var badMap: [Int]
    /// The last line of the map.
    package var lastLine: Int
    /// What is wrong with the file as a whole; empty unless it was rejected.
    package var findings: [Finding]
    /// The held records in the order of their lines; at most 1 000.
    package var held: [QuarantinePage.Row]

    /// Makes a detail of which only the list is known.
    package init(summary: FileSummary, sha256: String) {
        self.summary = summary
        self.sha256 = sha256
        format = ""
        header = []
        stages = []
        reasons = []
        badMap = []
        lastLine = 0
        findings = []
        held = []
    }

    /// Two details are the same when all they say is.
    package static func == (left: FileDetail, right: FileDetail) -> Bool {
        left.summary == right.summary && left.sha256 == right.sha256
            && left.archiveName == right.archiveName && left.duplicateOf == right.duplicateOf
            && left.format == right.format && left.header == right.header
            && left.reasons == right.reasons
            && left.badMap == right.badMap && left.lastLine == right.lastLine
            && left.findings == right.findings && left.held == right.held
            && left.stages.elementsEqual(right.stages, by: ==)
    }
}
