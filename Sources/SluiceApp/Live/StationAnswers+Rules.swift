internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Answers about the rules of datasets; on the queue of the answers.
extension StationAnswers {
    /// The rules of a dataset, with how many records each holds.
    func rules(of name: String, _ reader: StoreReader) throws -> StationAnswer {
        guard let dataset = catalog.dataset(named: name) else { return .missing }
        return .rules(
            RulesPage(
                dataset, path: datasets.paths[name],
                hits: try reader.ruleHits(dataset: name, locating: locating)))
    }

    /// What other limits would do.
    func trial(
        of name: String, _ changes: [RuleChange], _ reader: StoreReader
    ) throws -> StationAnswer {
        guard let dataset = catalog.dataset(named: name) else { return .missing }
        let changed: Dataset
        do throws(RuleChangeProblem) {
            changed = try dataset.applying(changes)
        } catch {
            return .failed(error.description)
        }
        return .trial(
            try reader.trial(
                changes, of: dataset, changed,
                nowMilliseconds: System().realtimeMicroseconds() / 1000,
                locating: locating))
    }
}
