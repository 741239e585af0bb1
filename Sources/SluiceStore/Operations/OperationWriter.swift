internal import SluiceCore

/// Writes what an operation does: entries, rows, partials, counts and the journal, within the open transaction.
///
/// A class, because it gathers what each file's end needs: counts that move, places whose partials are restated.
final class OperationWriter {
    /// From so many new rows on, a file without partials gets some.
    static let condensedRows = 1000

    /// The journal of the batch.
    let journal: JournalWriter
    /// The partials that were restated so far, by file.
    private var restated: [Int64: Set<PartialRestatement.Place>] = [:]
    private let connection: Connection
    private let chunks: ChunkWriter
    private let now: Int64
    private let archiveStart: String
    private var moves = Moves()

    /// What a file's counts move by, and where its rows changed.
    private struct Moves {
        var stored = 0
        var held = 0
        var discarded = 0
        var rowsAdded = 0
        var places: [(locationID: Int64, hour: Int64)] = []

        mutating func count(_ state: EntryState, by step: Int) {
            switch state.status {
            case .held: held += step
            case .released: stored += step
            case .discarded: discarded += step
            case .superseded: if state.isStored { stored += step }
            }
        }
    }

    /// A writer for a batch that has begun.
    init(
        _ journal: JournalWriter, _ connection: Connection, _ chunks: ChunkWriter,
        _ context: OperationContext
    ) {
        self.journal = journal
        self.connection = connection
        self.chunks = chunks
        now = context.nowMicroseconds
        archiveStart = context.archiveStart
    }

    /// How many partials were restated so far; one that was restated twice counts once.
    var restatedPartials: Int { restated.values.reduce(0) { $0 + $1.count } }

    /// The state an entry gets by this batch.
    func state(
        _ status: QuarantineStatus, of entry: SelectedEntry, isJudged: Bool
    ) -> EntryState {
        EntryState(
            status: status, attempts: entry.state.attempts + (isJudged ? 1 : 0),
            resolvedAt: status == .held ? nil : now, touchedBy: journal.batch)
    }

    /// Changes an entry of a file and writes that down.
    ///
    /// `raw` and `findings` are the new ones; nil leaves what there is. With `wasAside` the record is one that was stored and never
    /// held.
    func change(
        _ entry: SelectedEntry, in file: OperationFile, to state: EntryState,
        raw: [UInt8]? = nil, findings: [Finding]? = nil, wasAside: Bool = false
    ) throws(StoreError) {
        var (before, after) = (entry.state, state)
        before.isAside = wasAside
        if let raw {
            (before.raw, before.rawSize) = (entry.raw, entry.rawSize)
            after.raw = raw
        }
        if let findings {
            let old = try SelectedEntry.findings(of: entry.id, connection)
            if old != findings { (before.findings, after.findings) = (old, findings) }
        }
        try set(entry.id, line: entry.line, from: before, to: after)
        try journal.line(
            file: file.id, dataset: file.dataset, entry: entry.id, before: before.journalText,
            after: after.journalText)
    }

    /// All entries of a file give way to what is known of it from now on.
    func supersedeEntries(of file: OperationFile) throws(StoreError) {
        try SelectedEntry.forEach(ofFile: file.id, where: "status <> 3", connection) {
            entry throws(StoreError) in
            try change(entry, in: file, to: state(.superseded, of: entry, isJudged: false))
        }
    }

    /// Gives an entry another state; its file's counts follow with ``finish(_:_:)``. Writes nothing to the journal.
    func set(
        _ id: Int64, line: Int?, from before: EntryState, to after: EntryState
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            UPDATE entries SET status = ?2, attempts = ?3, resolved_at = ?4, touched_by = ?5
                WHERE id = ?1 AND status = ?6
            """)
        statement.bind(id, at: 1)
        statement.bind(after.status.number, at: 2)
        statement.bind(after.attempts, at: 3)
        statement.bind(after.resolvedAt, at: 4)
        statement.bind(after.touchedBy, at: 5)
        statement.bind(before.status.number, at: 6)
        try statement.run()
        guard connection.changes == 1 else {
            throw StoreError(.constraint, "entry \(id) is not \(before.status.rawValue)")
        }
        if let raw = after.raw { try write(raw, size: after.rawSize, ofEntry: id) }
        if let findings = after.findings {
            let removal = try connection.statement(
                "DELETE FROM entry_findings WHERE entry_id = ?1")
            removal.bind(id, at: 1)
            try removal.run()
            try chunks.writeFindings(findings, ofEntry: id)
        }
        // An entry for a whole file counts in none of the file's numbers.
        guard line != nil else { return }
        moves.count(before, by: -1)
        moves.count(after, by: 1)
    }

    private func write(_ raw: [UInt8], size: Int?, ofEntry id: Int64) throws(StoreError) {
        let statement = try connection.statement(
            "UPDATE entries SET raw = ?2, raw_size = ?3 WHERE id = ?1")
        statement.bind(id, at: 1)
        let kept = raw.count > HeldRecord.rawLimit ? Array(raw[..<HeldRecord.rawLimit]) : raw
        statement.bind(bytes: kept, at: 2)
        statement.bind(size ?? (kept.count < raw.count ? raw.count : nil), at: 3)
        try statement.run()
    }

    /// Stores the rows of a chunk under a file; with `overrides` they are flagged.
    func store(
        _ chunk: RecordChunk, in file: OperationFile, _ layout: DatasetLayout, overrides: Bool
    ) throws(StoreError) {
        guard chunk.count > 0 else { return }
        var partials = 0
        let place = ChunkWriter.Place(
            layout: layout, fileID: file.id, firstRow: file.rows.lowerBound)
        try chunks.write(chunk, to: place, as: .none, partials: &partials)
        note(places: chunks.places(of: chunk), added: chunk.count)
        guard overrides else { return }
        let flag = try connection.statement(
            "UPDATE \(layout.rowsTable) SET extra = extra | 1 WHERE id = ?1")
        for line in chunk.lines {
            flag.bind(file.row(ofLine: Int(line)), at: 1)
            try flag.run()
        }
    }

    /// Gives a file of the ledger another state, its counts included; what its entries moved is in them.
    ///
    /// One that is refused by it, or not any more, is to be moved to where it then belongs.
    func set(_ file: Int64, to state: FileState) throws(StoreError) {
        moves = Moves()
        let statement = try connection.statement(
            """
            UPDATE ledger SET dataset = ?2, data_source = ?3, header_id = ?4, error = ?6, status =
                CASE WHEN status = 'archived' AND ?5 = 'committed' THEN status ELSE ?5 END,
                records = ?7, stored = ?8, quarantined = ?9, discarded = ?10,
                moved = CASE WHEN (status = 'rejected') = (?5 = 'rejected') THEN moved ELSE 0 END,
                archive_name = CASE WHEN (status = 'rejected') = (?5 = 'rejected') THEN archive_name
                    WHEN status = 'rejected' THEN ?11 || archive_name
                    ELSE substr(archive_name, instr(archive_name, '/') + 1) END WHERE id = ?1
            """)
        let header = try chunks.headerID(state.header)
        statement.bind(file, at: 1)
        statement.bind(state.dataset, at: 2)
        statement.bind(state.dataSource, at: 3)
        statement.bind(header, at: 4)
        statement.bind(state.status.rawValue, at: 5)
        statement.bind(state.error, at: 6)
        statement.bind(state.records, at: 7)
        statement.bind(state.stored, at: 8)
        statement.bind(state.quarantined, at: 9)
        statement.bind(state.discarded, at: 10)
        statement.bind(archiveStart, at: 11)
        try statement.run()
    }

    /// Makes all partials of a file anew from its rows.
    func restateAll(_ file: OperationFile, _ layout: DatasetLayout) throws(StoreError) {
        let made = try PartialRestatement(connection, layout).condense(file.partials)
        try condense(file.id, made.form)
        restated[file.id, default: []].formUnion(made.places)
    }

    /// Notes that rows of the file at hand came or went at these places.
    func note(places: [(locationID: Int64, hour: Int64)], added: Int) {
        moves.places += places
        moves.rowsAdded += added
    }

    /// Ends the work on a file: its counts move, and the partials of the places that were touched are restated.
    func finish(_ file: OperationFile, _ layout: DatasetLayout?) throws(StoreError) {
        let moves = moves
        self.moves = Moves()
        if moves.stored != 0 || moves.held != 0 || moves.discarded != 0 {
            let statement = try connection.statement(
                """
                UPDATE ledger SET stored = stored + ?2, quarantined = quarantined + ?3,
                    discarded = discarded + ?4 WHERE id = ?1
                """)
            statement.bind(file.id, at: 1)
            statement.bind(moves.stored, at: 2)
            statement.bind(moves.held, at: 3)
            statement.bind(moves.discarded, at: 4)
            try statement.run()
        }
        guard let layout, !moves.places.isEmpty else { return }
        let restatement = PartialRestatement(connection, layout)
        if file.form == .none, moves.rowsAdded >= Self.condensedRows {
            try restateAll(file, layout)
        } else {
            let places = try restatement.restate(file.partials, around: moves.places)
            restated[file.id, default: []].formUnion(places)
        }
    }

    private func condense(_ file: Int64, _ form: Condensation) throws(StoreError) {
        let statement = try connection.statement("UPDATE ledger SET condensed = ?2 WHERE id = ?1")
        statement.bind(file, at: 1)
        statement.bind(form.rawValue, at: 2)
        try statement.run()
    }
}
