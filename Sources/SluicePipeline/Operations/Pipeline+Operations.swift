internal import Dispatch

package import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// Operations of the quarantine desk: one after the other, each with the files of `quarantine/` behind it.
extension Pipeline {
    /// What an operation is given, and whom it tells.
    package struct Operation: Sendable {
        /// What is done.
        package var request: OperationRequest
        /// Told how far it is; on the writer queue.
        package var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
        /// Asked every few thousand entries whether it is to end; on the writer queue.
        package var isCancelled: @Sendable () -> Bool = { false }
        /// False where nobody asks how aggregates move.
        var tellsEffects = true

        /// An operation without progress and cancellation.
        package init(_ request: OperationRequest) { self.request = request }
    }

    /// Does an operation; `completion` runs on the pipeline queue, after COMMIT and when `quarantine/` has followed.
    ///
    /// Any queue; returns at once. Operations wait for each other, so that at a start only the files of the newest batch
    /// can be behind the database.
    package func operate(
        _ operation: Operation,
        completion: @escaping @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
    ) {
        queue.async { @Sendable [self] in
            guard state.stopping == nil else {
                return completion(.failure(.stopping))
            }
            if !state.isStarted, let trouble = state.troubles["store"] {
                return completion(
                    .failure(OperationFailure(.store, "the start waits for the \(trouble.message)"))
                )
            }
            state.operations.append((operation, completion))
            doNextOperation()
        }
    }

    /// True while an operation is under way or waits.
    var isOperating: Bool {
        state.isOperating || !state.operations.isEmpty || state.supersessionsDue > 0
    }

    /// Answers the operations that wait, so that they are asked of the next owner.
    func refuseWaitingOperations() {
        let waiting = state.operations
        state.operations = []
        for (_, completion) in waiting { completion(.failure(.stopping)) }
    }

    /// Begins the next operation that waits, once the start is done.
    func doNextOperation() {
        guard !state.isOperating, state.isStarted, !state.operations.isEmpty else { return }
        state.isOperating = true
        let (operation, completion) = state.operations.removeFirst()
        let (system, settings, stops) = (system, settings, isCancelled)
        let contents = FileContents(
            archive: station.archive.newest, quarantine: station.quarantine.newest,
            system: system, settings: settings.taking
        ) { () throws(StoreError) in try settings.currentCatalog() }
        committer.operate(operation.request) { () throws(StoreError) in
            var context = OperationContext(
                catalog: try settings.currentCatalog(),
                nowMicroseconds: system.realtimeMicroseconds())
            context.limits = settings.taking.limits
            context.archivesByDay = settings.archivesByDay
            context.tellsEffects = operation.tellsEffects
            context.progress = operation.progress
            context.isCancelled = { operation.isCancelled() || stops.isSet }
            context.contents = contents
            context.rules = settings.rules
            return context
        } completion: { [self] result in
            queue.async { @Sendable [self] in
                committed(
                    operation.request, result.mapError { Self.reason($0, of: operation) },
                    completion)
            }
        }
    }

    /// Why an operation was not done: what nobody cancelled ended because the pipeline does.
    private static func reason(
        _ failure: OperationFailure, of operation: Operation
    ) -> OperationFailure {
        failure.kind == .cancelled && !operation.isCancelled() ? .stopping : failure
    }

    private func committed(
        _ request: OperationRequest, _ result: Result<OperationReceipt, OperationFailure>,
        _ completion: @escaping @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
    ) {
        guard case .success(let receipt) = result, let batch = receipt.report.batch else {
            return ended(result, completion)
        }
        takeRules(receipt.rules)
        events(.operated(request, receipt))
        measureQuarantine()
        moveAcross(receipt.ledger)
        rewriteQuarantineFiles(receipt.files, ofBatch: batch) { [self] in
            ended(result, completion)
        }
    }

    /// Judges the files to come by the datasets as they are now.
    func takeRules(_ rules: OperationReceipt.Rules) {
        switch rules {
        case .unchanged: break
        case .behind(let reason):
            events(.notice("a dataset file is behind the database: \(reason)"))
        case .replaced:
            do throws(StoreError) {
                state.catalog = try settings.currentCatalog()
            } catch {
                events(.notice("the datasets cannot be read: \(error.message)"))
            }
        }
    }

    private func ended(
        _ result: Result<OperationReceipt, OperationFailure>,
        _ completion: @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
    ) {
        state.isOperating = false
        completion(result)
        doNextOperation()
        endRunsIfDone()
    }

    /// Has the files of `quarantine/` follow the database, for the source files of a batch.
    private func rewriteQuarantineFiles(
        _ files: [Int64], ofBatch batch: Int64, completion: @escaping @Sendable () -> Void
    ) {
        guard !files.isEmpty, let archiver else { return completion() }
        archiver.rewrite(files, ofBatch: batch, passing: .operationFiles) { [self] failure in
            queue.async { @Sendable [self] in
                noteQuarantineFiles(failure)
                completion()
            }
        }
    }

    private func noteQuarantineFiles(_ failure: String?) {
        guard let failure else { return }
        events(.notice("quarantine files are behind the database: \(failure)"))
    }

    private static func missing(from first: Int64, to last: Int64) -> String {
        "the database lacks operations that were done, journal entries \(first) to \(last): it is an older one, or its "
            + "log was removed; stop sluice and put the right one back, or do them again, see: sluice quarantine log"
    }

    /// At the start: files of `quarantine/` that the last instance left behind follow the database before the next operation.
    func mendQuarantineFiles() {
        guard let archiver else { return }
        state.isOperating = true
        committer.perform { store throws(StoreError) in
            try store.newestBatch()
        } completion: { [self] result in
            let batch: (id: Int64, files: [Int64])? =
                switch result {
                case .success(let batch): batch
                // What was committed last is compared all the same.
                case .failure: (id: 0, files: [])
                }
            if case .success(let newest?) = result, let noted = archiver.notedBatch,
                noted > newest.id
            {
                queue.async { @Sendable [self] in
                    events(.alarm(Self.missing(from: newest.id + 1, to: noted)))
                }
            }
            archiver.mendQuarantineFiles(station.openReader, after: batch) { [self] failure in
                queue.async { @Sendable [self] in
                    noteQuarantineFiles(failure)
                    state.isOperating = false
                    doNextOperation()
                    endRunsIfDone()
                }
            }
        }
    }
}
