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
                return completion(.failure(OperationFailure(.refused, "the pipeline stops")))
            }
            state.operations.append((operation, completion))
            doNextOperation()
        }
    }

    /// True while an operation is under way or waits.
    var isOperating: Bool {
        state.isOperating || !state.operations.isEmpty || state.supersessionsDue > 0
    }

    /// Begins the next operation that waits, once the start is done.
    func doNextOperation() {
        guard !state.isOperating, state.isStarted, !state.operations.isEmpty else { return }
        state.isOperating = true
        let (operation, completion) = state.operations.removeFirst()
        let (system, settings, stops) = (system, settings, isCancelled)
        let contents = FileContents(
            archive: station.archive, quarantine: station.quarantine, system: system,
            settings: settings.taking
        ) { () throws(StoreError) in try settings.currentCatalog() }
        committer.operate(operation.request) { () throws(StoreError) in
            var context = OperationContext(
                catalog: try settings.currentCatalog(),
                nowMicroseconds: system.realtimeMicroseconds())
            context.limits = settings.taking.limits
            context.archivesByDay = settings.archivesByDay
            context.progress = operation.progress
            context.isCancelled = { operation.isCancelled() || stops.isSet }
            context.contents = contents
            context.rules = settings.rules
            return context
        } completion: { [self] result in
            queue.async { @Sendable [self] in
                committed(operation.request, result, completion)
            }
        }
    }

    private func committed(
        _ request: OperationRequest, _ result: Result<OperationReceipt, OperationFailure>,
        _ completion: @escaping @Sendable (Result<OperationReceipt, OperationFailure>) -> Void
    ) {
        guard case .success(let receipt) = result, receipt.report.batch != nil else {
            return ended(result, completion)
        }
        takeRules(receipt.rules)
        events(.operated(request, receipt))
        measureQuarantine()
        moveAcross(receipt.ledger)
        rewriteQuarantineFiles(receipt.files, passing: .operationFiles) { [self] in
            ended(result, completion)
        }
    }

    /// Judges the files to come by the datasets as they are now.
    private func takeRules(_ rules: OperationReceipt.Rules) {
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

    /// Has the files of `quarantine/` follow the database, for source files whose entries changed.
    ///
    /// A crash point is passed behind each of them.
    func rewriteQuarantineFiles(
        _ files: [Int64], passing point: CrashPoint? = nil,
        completion: @escaping @Sendable () -> Void
    ) {
        guard !files.isEmpty, let archiver else { return completion() }
        archiver.rewrite(files, passing: point) { [self] failure in
            queue.async { @Sendable [self] in
                if let failure {
                    events(.notice("quarantine files are behind the database: \(failure)"))
                }
                completion()
            }
        }
    }

    /// After a crash the files of the newest batch may be behind: they are written again, before the next operation.
    func recoverQuarantineFiles() {
        state.isOperating = true
        committer.perform { store throws(StoreError) in
            try store.filesOfNewestBatch()
        } completion: { [self] result in
            let files = (try? result.get()) ?? []
            queue.async { @Sendable [self] in
                rewriteQuarantineFiles(files) { [self] in
                    state.isOperating = false
                    doNextOperation()
                    endRunsIfDone()
                }
            }
        }
    }
}
