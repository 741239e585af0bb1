internal import Dispatch

internal import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Operations of the quarantine desk on the writer queue.
extension Committer {
    /// Does an operation in a transaction of its own, after what is open was committed; `completion` runs on the writer queue.
    ///
    /// Nothing of it is kept unless the completion says so. The context is made on the writer queue, with the rules of that moment.
    func operate(
        _ request: OperationRequest,
        context: @escaping @Sendable () throws(StoreError) -> OperationContext,
        completion: @escaping @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
    ) {
        queue.async { [self] in
            commit()
            do throws(StoreError) {
                completion(.success(try operate(request, try context())))
            } catch {
                switch error.kind {
                case .refused, .cancelled: break
                case .locked: writer.store?.rollbackGroup()
                default: fail(error, culprits: [])
                }
                completion(.failure(OperationFailure(error)))
            }
        }
    }

    private func operate(
        _ request: OperationRequest, _ context: OperationContext
    ) throws(StoreError) -> OperationReceipt {
        let store = try opened()
        let known = store.knownDatasets
        for dataset in context.catalog.all
        where known.contains(dataset.name) || request.operation.takesFiles {
            try register(dataset, store)
        }
        CrashPoint.operationBefore.pass()
        try store.beginGroup(now: context.nowMicroseconds)
        let report = try store.operate(request, context)
        CrashPoint.operationCommit.pass()
        try store.commitGroup()
        CrashPoint.operationDone.pass()
        let rules = try Self.carryOutRules(store, context.rules)
        let files = try report.batch.map { (batch) throws(StoreError) in
            try store.files(ofBatch: batch)
        }
        return OperationReceipt(
            report: report, files: files ?? [],
            ledger: try store.ledger((files ?? []).suffix(FileRoll.limit)),
            heldEntries: try store.heldCount(), rules: rules)
    }

    /// Replaces the dataset files that committed operations have changed; what cannot be replaced now is tried again by the next
    /// operation and by the next start.
    static func carryOutRules(
        _ store: Store, _ rules: RuleFiles?
    ) throws(StoreError) -> OperationReceipt.Rules {
        let states = try store.intendedRuleFiles()
        guard !states.isEmpty, let rules else { return .unchanged }
        do throws(StoreError) {
            for state in states {
                CrashPoint.rulesReplace.pass()
                try rules.carryOut(state)
                CrashPoint.rulesReplaced.pass()
            }
        } catch {
            return .behind(error.message)
        }
        try store.forgetIntendedRuleFiles()
        return .replaced
    }
}

extension QuarantineOperation {
    /// True when it judges whole files, by whatever dataset they belong to now.
    fileprivate var takesFiles: Bool {
        switch self {
        case .reprocess, .renameColumns, .supersede, .edit: true
        default: false
        }
    }
}
