internal import SluiceCore

/// How the aggregates of locations would move by taking a batch back, or by doing it again.
///
/// What the batch touches is noted first; then the files concerned are added up without the rows that would go and with those
/// that are kept aside for the batch.
struct ReversalEffects {
    private struct Moves {
        let file: OperationFile
        /// The rows that would go; nil for all of them.
        var gone: Set<Int64>? = []
        /// The datasets that have rows of the file before or afterwards.
        var layouts: [String: DatasetLayout] = [:]
    }

    private let batch: Int64
    private let connection: Connection
    private var files: [Int64: Moves] = [:]

    /// Nothing noted yet of a batch.
    init(_ batch: Int64, _ connection: Connection) {
        self.batch = batch
        self.connection = connection
    }

    /// Notes a row that would go.
    mutating func noteGone(_ row: Int64, of file: OperationFile, _ layout: DatasetLayout) {
        note(file, layout)
        files[file.id]?.gone?.insert(row)
    }

    /// Notes a file of which a row would come back.
    mutating func note(_ file: OperationFile, _ layout: DatasetLayout) {
        if files[file.id] == nil { files[file.id] = Moves(file: file) }
        files[file.id]?.layouts[layout.dataset] = layout
    }

    /// Notes a file of which all rows would be exchanged.
    mutating func noteExchange(of file: OperationFile, _ layouts: [DatasetLayout]) {
        for layout in layouts { note(file, layout) }
        files[file.id]?.gone = nil
    }

    /// Puts the effects into a report, the largest movement first; where adding up would take too long it says so.
    func tell(_ report: inout OperationReport) throws(StoreError) {
        guard !files.isEmpty else { return }
        guard try EffectTally.reaches(rowsOf: files.keys, connection) else {
            report.leavesOutEffects = true
            return
        }
        var tally = EffectTally(connection, replacing: Set(files.keys))
        // In one order, in which sums have the same last digits each time.
        for (_, moves) in files.sorted(by: { $0.key < $1.key }) {
            for (_, layout) in moves.layouts.sorted(by: { $0.key < $1.key }) {
                try tally.add(
                    rowsOf: moves.file, in: layout.rowsTable,
                    where: "r.file_id = \(moves.file.id)",
                    as: moves.gone.map { EffectTally.Passage.stay(without: $0) } ?? .go, layout)
                guard let kept = try KeptRows.table(ifThere: layout, connection) else { continue }
                try tally.add(
                    rowsOf: moves.file, in: kept, where: "r.batch = \(batch)", as: .come, layout)
            }
        }
        report.effects = tally.effects
        report.leavesOutEffects = tally.isIncomplete
    }
}
