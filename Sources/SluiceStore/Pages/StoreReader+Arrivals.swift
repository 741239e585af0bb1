package import SluiceCore

/// What arrived when, and which share of it was held.
extension StoreReader {
    /// The error rate by the time files were noticed, with the reasons; what was released since counts as held then.
    ///
    /// Linear in the ledger and in the entries of the range: about 0.15 s for 100 000 entries.
    package func arrivals(_ frame: ArrivalFrame) throws(StoreError) -> ErrorRateSeries {
        let buckets = try arrivalCounts(frame)
        var series = ErrorRateSeries()
        series.bucketSeconds = frame.bucketSeconds
        series.endMicroseconds = frame.endMicroseconds
        series.buckets = buckets.map(\.counts)
        series.reasons = ArrivalCounts.reasons(of: buckets)
        return series
    }

    /// What arrived in each bucket of a frame, oldest first; costs the same.
    package func arrivalCounts(_ frame: ArrivalFrame) throws(StoreError) -> [ArrivalCounts] {
        try reading { () throws(StoreError) in
            var buckets = Array(repeating: ArrivalCounts(), count: frame.count)
            try addCounts(frame, to: &buckets)
            try addReasons(frame, to: &buckets)
            return buckets
        }
    }

    private static let files = """
        f.status NOT IN ('loading', 'rejected', 'duplicate')
        AND f.discovered_at >= ?1 AND f.discovered_at < ?2
        """

    private func addCounts(
        _ frame: ArrivalFrame, to buckets: inout [ArrivalCounts]
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT (f.discovered_at - ?1) / ?3, sum(f.records),
                sum((SELECT count(*) FROM entries e WHERE e.file_id = f.id AND e.line > 0))
                FROM ledger f WHERE \(Self.files) GROUP BY 1
            """)
        bind(frame, to: statement)
        defer { statement.reset() }
        while try statement.step() {
            let place = statement.int(0)
            guard buckets.indices.contains(place) else { continue }
            buckets[place].counts.records = statement.int(1)
            buckets[place].counts.held = statement.int(2)
        }
    }

    /// Counted here: SQLite would sort all entries of the range in memory to group them.
    private func addReasons(
        _ frame: ArrivalFrame, to buckets: inout [ArrivalCounts]
    ) throws(StoreError) {
        let statement = try connection.statement(
            """
            SELECT (f.discovered_at - ?1) / ?3, n.kind_id FROM ledger f
                CROSS JOIN entries e ON e.file_id = f.id AND e.line > 0
                CROSS JOIN entry_findings n ON n.entry_id = e.id AND n.position = 0
                WHERE \(Self.files)
            """)
        bind(frame, to: statement)
        defer { statement.reset() }
        let none = Array(repeating: 0, count: buckets.count)
        var counts: [Int64: [Int]] = [:]
        while try statement.step() {
            let place = statement.int(0)
            guard buckets.indices.contains(place) else { continue }
            counts[statement.integer(1), default: none][place] += 1
        }
        try addReasons(of: counts, to: &buckets)
    }

    /// Adds how many findings of each kind every bucket has, under the codes of the kinds.
    private func addReasons(
        of kinds: [Int64: [Int]], to buckets: inout [ArrivalCounts]
    ) throws(StoreError) {
        let statement = try connection.statement("SELECT id, code FROM finding_kinds")
        defer { statement.reset() }
        while try statement.step() {
            guard let counts = kinds[statement.integer(0)],
                let code = FindingCode(rawValue: statement.text(1))
            else { continue }
            for place in counts.indices where counts[place] > 0 {
                buckets[place].reasons[code, default: 0] += counts[place]
            }
        }
    }

    private func bind(_ frame: ArrivalFrame, to statement: Statement) {
        statement.bind(frame.startMicroseconds, at: 1)
        statement.bind(min(frame.endMicroseconds, frame.untilMicroseconds ?? .max), at: 2)
        statement.bind(Int64(frame.bucketSeconds) * 1_000_000, at: 3)
    }
}
