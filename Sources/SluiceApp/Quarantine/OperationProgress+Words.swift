internal import SluiceCore

extension OperationProgress {
    /// How far it is, as the command line shows it: `release: 34000 of 100000, 34 %`.
    var words: String {
        guard !isWriting else { return "\(action): \(done) of \(total), writing" }
        return "\(soFar)\(share == nil ? "" : ", Ctrl-C takes it back")"
    }

    /// The same of a dry run.
    var dryWords: String { "\(soFar), nothing is written" }

    private var soFar: String {
        share.map { "\(action): \(done) of \(total), \(Int($0 * 100)) %" } ?? "\(action): \(done)"
    }
}
