package import SluiceCore
package import SluiceStore

/// What became of an operation that was done.
package struct OperationReceipt: Sendable {
    /// What became of the dataset files.
    package enum Rules: Sendable, Equatable {
        /// The operation is not about rules.
        case unchanged
        /// The file of a dataset was replaced.
        case replaced
        /// It could not be, for this reason; the next operation and the next start try again.
        case behind(String)
    }

    /// What it did.
    package let report: OperationReport
    /// The files whose entries or rows it touched.
    package let files: [Int64]
    /// Some of them, the newest, as the ledger has them now.
    package let ledger: [LedgerEntry]
    /// Entries held now, in all files.
    package let heldEntries: Int
    /// What became of the dataset files.
    package let rules: Rules

    /// Makes a receipt.
    package init(
        report: OperationReport, files: [Int64], ledger: [LedgerEntry], heldEntries: Int,
        rules: Rules
    ) {
        self.rules = rules
        self.ledger = ledger
        self.report = report
        self.files = files
        self.heldEntries = heldEntries
    }
}

/// Why an operation was not done.
package struct OperationFailure: Error, Sendable {
    /// Whose fault it is.
    package enum Kind: Sendable {
        /// What was asked for cannot be done.
        case refused
        /// The operator ended it.
        case cancelled
        /// The pipeline ends before it could do it; nothing was changed.
        case stopping
        /// The store could not be written.
        case store
    }

    /// Whose fault it is.
    package let kind: Kind
    /// What happened, in one sentence for the operator.
    package let message: String

    /// The failure that an error of the store amounts to.
    package init(_ error: StoreError) {
        switch error.kind {
        case .refused: kind = .refused
        case .cancelled: kind = .cancelled
        default: kind = .store
        }
        message = error.message
    }

    /// The pipeline ends: another owner can be asked.
    package static let stopping = OperationFailure(
        .stopping, "the instance that owns the station ends; nothing was changed")

    /// Makes a failure.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
