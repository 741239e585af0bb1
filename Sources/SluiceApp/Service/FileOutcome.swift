package import SluiceCore
package import SluicePipeline
internal import SluiceSystem

/// What became of one file given to `ingest`, wherever it was taken: printed, and sent over the control socket.
package struct FileOutcome: Sendable, Equatable {
    /// How it ended.
    package enum End: Sendable, Equatable {
        /// Its records are stored or held.
        case committed
        /// Its content is known under this ledger row, of which nothing is stored where another file has taken its place.
        case duplicate(of: Int64, superseded: CommitReceipt.Supersession? = nil)
        /// It was refused as a whole.
        case rejected([Finding])
        /// There is no such regular file, or it could not be read; why.
        case unreadable(String)
        /// The store could not be written; why.
        case failed(String)
    }

    /// The path as given.
    package var path: [UInt8]
    /// How it ended.
    package var end: End
    /// Its ledger row; nil when it has none.
    package var fileID: Int64?
    /// The dataset that judged it; nil when there was none.
    package var dataset: String?
    /// Records stored as rows.
    package var stored = 0
    /// Records held in quarantine.
    package var held = 0
    /// Records dropped because of repeated keys.
    package var discarded = 0
    /// Findings of rules that hold nothing: severity `warn` or `null`.
    package var warnings = 0
    /// Rows of earlier files that gave way.
    package var replaced = 0

    /// Why it does not lie in the archive (or in `quarantine/`); nil when it does, or was not taken.
    package var unarchived: IngestResult.Unarchived?

    /// Records read.
    package var records: Int { stored + held + discarded }

    /// An outcome without counts.
    package init(path: [UInt8], end: End) {
        self.path = path
        self.end = end
    }

    /// The outcome that the pipeline tells.
    package init(_ result: IngestResult) {
        switch result.end {
        case .unreadable(let reason): self.init(path: result.path, end: .unreadable(reason))
        case .failed(let failure): self.init(path: result.path, end: .failed(failure.message))
        case .receipt(let receipt): self.init(path: result.path, receipt)
        case .unarchived(let receipt, let reason):
            self.init(path: result.path, receipt)
            unarchived = reason
        }
    }

    private init(path: [UInt8], _ receipt: CommitReceipt) {
        let end: End =
            switch receipt.kind {
            case .committed: .committed
            case .duplicate(let original, let superseded):
                .duplicate(of: original, superseded: superseded)
            case .rejected(let findings): .rejected(findings)
            }
        self.init(path: path, end: end)
        fileID = receipt.fileID
        dataset = receipt.datasetName
        stored = receipt.stored
        held = receipt.held
        discarded = receipt.discarded
        warnings = receipt.warnings
        replaced = receipt.replaced
    }

    // MARK: JSON

    /// The members of a JSON object.
    package func json(into json: inout JSONWriter) {
        json.text("file", PathText.shown(path))
        json.integer("file_id", fileID)
        json.text("dataset", dataset)
        switch end {
        case .committed: json.text("outcome", "committed")
        case .duplicate(let original, let superseded):
            json.text("outcome", "duplicate")
            json.integer("duplicate_of", original)
            if let superseded {
                json.integer("superseded_by", superseded.by)
                json.integer("superseded_in_batch", superseded.batch)
            }
        case .rejected(let findings):
            json.text("outcome", "rejected")
            json.array("findings") { json in
                for finding in findings { json.object { FindingReport.json(finding, into: &$0) } }
            }
        case .unreadable(let reason):
            json.text("outcome", "unreadable")
            json.text("reason", reason)
        case .failed(let reason):
            json.text("outcome", "failed")
            json.text("reason", reason)
        }
        json.integer("records", records)
        json.integer("stored", stored)
        json.integer("held", held)
        json.integer("discarded", discarded)
        json.integer("warnings", warnings)
        json.integer("replaced", replaced)
        switch unarchived {
        case .pending(let reason): json.text("archive_pending", reason)
        case .gone: json.boolean("archive_gone", true)
        case nil: break
        }
    }

    /// Reads what ``json(into:)`` wrote; nil when it is something else.
    package init?(_ json: JSONValue) {
        guard let path = json["file"]?.text.flatMap(PathText.bytes(of:)) else { return nil }
        let reason = json["reason"]?.text ?? ""
        switch json["outcome"]?.text {
        case "committed": end = .committed
        case "duplicate":
            let superseded = json["superseded_in_batch"]?.integer.map { batch in
                CommitReceipt.Supersession(
                    batch: Int64(batch), by: json["superseded_by"]?.integer.map { Int64($0) })
            }
            end = .duplicate(
                of: Int64(json["duplicate_of"]?.integer ?? 0), superseded: superseded)
        case "rejected":
            end = .rejected((json["findings"]?.elements ?? []).compactMap(Finding.init))
        case "unreadable": end = .unreadable(reason)
        case "failed": end = .failed(reason)
        default: return nil
        }
        self.path = path
        fileID = json["file_id"]?.integer.map { Int64($0) }
        dataset = json["dataset"]?.text
        stored = json["stored"]?.integer ?? 0
        held = json["held"]?.integer ?? 0
        discarded = json["discarded"]?.integer ?? 0
        warnings = json["warnings"]?.integer ?? 0
        replaced = json["replaced"]?.integer ?? 0
        if let reason = json["archive_pending"]?.text { unarchived = .pending(reason) }
        if json["archive_gone"] == .boolean(true) { unarchived = .gone }
    }
}
