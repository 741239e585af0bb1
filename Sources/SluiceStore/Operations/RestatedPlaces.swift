internal import SluiceCore

/// The partials that a dry run would restate, each counted once: as many as an ``OperationWriter`` restates when it is done.
///
/// Used like the writer: what comes and goes of a file is noted, then the file is finished.
struct RestatedPlaces {
    /// Where a row is: its location, by name because it may be new, and its hour since 1970.
    fileprivate struct Spot: Hashable {
        let location: [UInt8]
        let hour: Int64
    }

    /// A partial of a file; the hour is nil where it is of all hours.
    fileprivate struct Place: Hashable {
        let location: [UInt8]
        let hour: Int64?
    }

    /// What a file's rows would be: what of that has come and gone so far.
    fileprivate struct Moves {
        /// The spots noted since the file was finished last.
        var spots: Set<Spot> = []
        /// Rows that came since then.
        var added = 0
        /// The spots of all rows that came, and how many these are.
        var incoming: (spots: Set<Spot>, rows: Int) = ([], 0)
        /// The ids of all rows that went.
        var gone: Set<Int64> = []
        /// The form that the file would have got.
        var form: Condensation?
        var restated: Set<Place> = []
    }

    private let connection: Connection
    private var files: [Int64: Moves] = [:]

    /// Nothing noted yet.
    init(_ connection: Connection) { self.connection = connection }

    /// How many partials would be restated of the files that are finished.
    var count: Int { files.values.reduce(0) { $0 + $1.restated.count } }

    /// Notes that the rows of a chunk would come.
    mutating func noteComing(_ chunk: RecordChunk, in file: OperationFile) {
        let spots = chunk.partials.keys.map { key in
            Spot(location: chunk.locationNames[Int(key.location)], hour: key.hour)
        }
        files[file.id, default: Moves()].add(spots, rows: chunk.count)
    }

    /// Notes that a row would come.
    mutating func noteComing(_ row: StoredRow, in file: OperationFile) throws(StoreError) {
        let spot = try spot(row)
        files[file.id, default: Moves()].add([spot], rows: 1)
    }

    /// Notes that a row would go.
    mutating func noteGoing(_ row: StoredRow, of file: OperationFile) throws(StoreError) {
        let spot = try spot(row)
        files[file.id, default: Moves()].spots.insert(spot)
        files[file.id]?.gone.insert(row.id)
    }

    /// Notes that a file would have the rows that are kept for a batch in place of its own.
    mutating func noteExchange(
        of file: OperationFile, batch: Int64, _ layout: DatasetLayout
    ) throws(StoreError) {
        guard layout.hasPartials, let kept = try KeptRows.table(ifThere: layout, connection) else {
            return
        }
        let (spots, rows) = try read(kept, where: "r.batch = \(batch)", file, without: [])
        files[file.id, default: Moves()].condense(spots, rows: rows)
    }

    /// Ends the work on a file: the partials of the spots noted would be restated, or all made where it gets so many rows.
    mutating func finish(_ file: OperationFile, _ layout: DatasetLayout?) throws(StoreError) {
        guard let layout, layout.hasPartials, var moves = files[file.id] else { return }
        let (spots, added) = (moves.spots, moves.added)
        (moves.spots, moves.added) = ([], 0)
        if moves.form ?? file.form == .none {
            if added >= OperationWriter.condensedRows {
                let stored = try read(
                    layout.rowsTable, where: "r.file_id = \(file.id)", file, without: moves.gone)
                let (spots, rows) = moves.incoming
                moves.condense(stored.spots.union(spots), rows: stored.rows + rows)
            }
        } else {
            moves.restate(spots, moves.form ?? file.form)
        }
        files[file.id] = moves
    }

    /// The spots of a file's rows in a table, and how many rows there are. Linear in these.
    private func read(
        _ table: String, where condition: String, _ file: OperationFile, without gone: Set<Int64>
    ) throws(StoreError) -> (spots: Set<Spot>, rows: Int) {
        let statement = try connection.statement(
            """
            SELECT r.id, (SELECT name FROM locations WHERE id = r.location_id), r.timestamp_ms
                FROM \(table) r WHERE r.id BETWEEN ?1 AND ?2 AND \(condition)
            """)
        statement.bind(file.rows.lowerBound, at: 1)
        statement.bind(file.rows.upperBound, at: 2)
        defer { statement.reset() }
        var (spots, rows): (Set<Spot>, Int) = ([], 0)
        while try statement.step() {
            guard !gone.contains(statement.integer(0)) else { continue }
            rows += 1
            let hour = PartialTable.hour(ofMilliseconds: statement.integer(2))
            spots.insert(Spot(location: statement.bytes(1), hour: hour))
        }
        return (spots, rows)
    }

    private func spot(_ row: StoredRow) throws(StoreError) -> Spot {
        let statement = try connection.statement("SELECT name FROM locations WHERE id = ?1")
        statement.bind(row.locationID, at: 1)
        defer { statement.reset() }
        return Spot(
            location: try statement.step() ? statement.bytes(0) : [],
            hour: PartialTable.hour(ofMilliseconds: row.milliseconds))
    }
}

extension RestatedPlaces.Moves {
    fileprivate mutating func add(_ spots: [RestatedPlaces.Spot], rows: Int) {
        self.spots.formUnion(spots)
        added += rows
        incoming.spots.formUnion(spots)
        incoming.rows += rows
    }

    /// All partials would be made anew from rows at these spots.
    fileprivate mutating func condense(_ spots: Set<RestatedPlaces.Spot>, rows: Int) {
        let made = PartialRestatement.form(
            rows: rows, hours: spots.count, locations: Set(spots.map(\.location)).count)
        form = made
        if made != .none { restate(spots, made) }
    }

    fileprivate mutating func restate(_ spots: Set<RestatedPlaces.Spot>, _ form: Condensation) {
        restated.formUnion(
            spots.map { spot in
                RestatedPlaces.Place(
                    location: spot.location, hour: form == .hours ? spot.hour : nil)
            })
    }
}
