internal import Dispatch

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Later files that take the place of earlier ones by the policy of their dataset: each an operation like an operator's, in the
/// journal under the name ``policyActor``, taken back like any other.
extension Pipeline {
    /// Who supersedes by policy, in the journal.
    static let policyActor = "policy"

    /// Has committed files take the place of their earlier versions. A file of which nothing could be stored takes none.
    func supersedeEarlier(by receipts: [CommitReceipt]) {
        guard settings.supersedesByPolicy else { return }
        var files: [String: [(id: Int64, name: [UInt8])]] = [:]
        for receipt in receipts where receipt.kind == .committed && receipt.stored > 0 {
            guard let dataset = receipt.datasetName, policy(of: dataset) != nil else { continue }
            files[dataset, default: []].append((receipt.fileID, receipt.pending.source.name))
        }
        for (dataset, files) in files {
            guard let policy = policy(of: dataset) else { continue }
            supersede { store throws(StoreError) in
                try store.supersessions(policy, of: dataset, by: files)
            }
        }
    }

    /// Does what a crash left undone between a commit and its supersession.
    func supersedeOwed() {
        guard settings.supersedesByPolicy else { return }
        for dataset in (state.catalog ?? settings.taking.catalog).all {
            guard let policy = dataset.supersession else { continue }
            let name = dataset.name
            supersede { store throws(StoreError) in
                try store.owedSupersessions(policy, of: name)
            }
        }
    }

    private func policy(of dataset: String) -> SupersessionPolicy? {
        (state.catalog ?? settings.taking.catalog).dataset(named: dataset)?.supersession
    }

    /// Looks for pairs on the writer queue and has them done, one operation each.
    private func supersede(
        _ pairs: @escaping @Sendable (Store) throws(StoreError) -> [Store.Supersession]
    ) {
        state.supersessionsDue += 1
        committer.perform(pairs) { [self] result in
            queue.async { @Sendable [self] in
                state.supersessionsDue -= 1
                switch result {
                case .success(let pairs):
                    for pair in pairs { enqueue(pair) }
                    doNextOperation()
                case .failure(let failure):
                    events(.notice("earlier versions cannot be looked for: \(failure.message)"))
                }
                endRunsIfDone()
            }
        }
    }

    private func enqueue(_ pair: Store.Supersession) {
        let request = OperationRequest(
            .supersede(file: pair.file, by: pair.by), actor: Self.policyActor,
            reason: "policy.supersede of the dataset")
        var operation = Operation(request)
        operation.tellsEffects = false
        state.supersessionsDue += 1
        state.operations.append(
            (
                operation,
                { [self] result in
                    state.supersessionsDue -= 1
                    // Refused is one whose file another version has taken the place of meanwhile.
                    guard case .failure(let failure) = result, failure.kind == .store else {
                        return
                    }
                    events(
                        .notice("file \(pair.file) keeps its place for now: \(failure.message)"))
                }
            ))
    }
}
