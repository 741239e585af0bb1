internal import SluiceCore
internal import SluiceSystem

/// What an operation on a whole file changes of its ledger row: as it was before a batch, or as it is after it.
struct FileState: Equatable {
    /// Name of its dataset.
    var dataset: String
    /// What the views call the source of its rows.
    var dataSource: String
    /// The bytes of its header record.
    var header: [UInt8]
    /// Where it stands.
    var status: FileStatus
    /// Why it was rejected; nil otherwise.
    var error: String?
    /// Records read.
    var records = 0
    /// Records stored as rows.
    var stored = 0
    /// Records held in quarantine.
    var quarantined = 0
    /// Records dropped by name.
    var discarded = 0

    /// A file as the ledger has it.
    init(_ entry: LedgerEntry) {
        dataset = entry.file.dataset
        dataSource = entry.file.dataSource
        header = entry.file.header
        status = entry.status
        error = entry.error
        records = entry.file.records
        stored = entry.file.stored
        quarantined = entry.file.quarantined
        discarded = entry.file.discarded
    }

    /// The JSON text that the journal keeps.
    var journalText: String {
        var json = JSONWriter()
        json.object { json in
            json.text("status", status.rawValue)
            json.text("dataset", dataset)
            json.text("data_source", dataSource)
            json.text("header", PathText.shown(header))
            if let error { json.text("error", error) }
            json.integer("records", records)
            json.integer("stored", stored)
            json.integer("quarantined", quarantined)
            json.integer("discarded", discarded)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Reads what ``journalText`` wrote; nil for anything else.
    init?(journalText: [UInt8]) {
        guard let json = JSONValue(journalText),
            let status = json["status"]?.text.flatMap({ FileStatus(rawValue: $0) }),
            let header = json["header"]?.text.flatMap(PathText.bytes(of:))
        else { return nil }
        self.status = status
        self.header = header
        dataset = json["dataset"]?.text ?? ""
        dataSource = json["data_source"]?.text ?? ""
        error = json["error"]?.text
        records = json["records"]?.integer ?? 0
        stored = json["stored"]?.integer ?? 0
        quarantined = json["quarantined"]?.integer ?? 0
        discarded = json["discarded"]?.integer ?? 0
    }
}
