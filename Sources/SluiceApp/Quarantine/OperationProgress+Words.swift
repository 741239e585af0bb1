internal import SluiceCore

extension OperationProgress {
    /// How far it is, as the command line shows it: `release: 34000 of 100000, 34 %`.
    var words: String {
        guard let share else { return "\(action): \(done)" }
        return "\(action): \(done) of \(total), \(Int(share * 100)) %, Ctrl-C takes it back"
    }
}
