package import SluiceCore

/// What arrived when, and which share of it was held.
extension StoreReader {
    /// The error rate by the time files were noticed, with the reasons; what was released since counts as held then.
    ///
    /// Linear in the ledger and in the entries of the range: about 0.15 s for 100 000 entries.
    package func arrivals(_ frame: ArrivalFrame) throws(StoreError) -> ErrorRateSeries {
        try reading { () throws(StoreError) in
            var series = ErrorRateSeries()
            series.bucketSeconds = frame.bucketSeconds
            series.endMicroseconds = frame.endMicroseconds
            series.buckets = try buckets(frame)
            series.reasons = try reasons(frame)
            return series
        }
    }

    private static let files = """
        f.status NOT IN ('loading', 'rejected', 'duplicate')
        AND f.discovered_at >= ?1 AND f.discovered_at < ?2
        """

    private func buckets(_ frame: ArrivalFrame) throws(StoreError) -> [ErrorRateWindow.Counts] {
        var buckets = Array(repeating: ErrorRateWindow.Counts(), count: frame.count)
        let statement = try connection.statement(
            """
            SELECT (f.discovered_at - ?1) / ?3, sum(f.records),
                sum((SELECT count(*) FROM entries e WHERE e.file_id = f.id AND e.line > 0))
                FROM ledger f WHERE \(Self.files) GROUP BY 1
            """)
        statement.bind(frame.startMicroseconds, at: 1)
        statement.bind(frame.endMicroseconds, at: 2)
        statement.bind(Int64(frame.bucketSeconds) * 1_000_000, at: 3)
        defer { statement.reset() }
        while try statement.step() {
            let place = statement.int(0)
            guard buckets.indices.contains(place) else { continue }
            buckets[place].records = statement.int(1)
            buckets[place].held = statement.int(2)
        }
        return buckets
    }

    private func reasons(_ frame: ArrivalFrame) throws(StoreError) -> [ReasonCount] {
        let statement = try connection.statement(
            """
            SELECT k.code, sum(c.n) FROM
                (SELECT n.kind_id AS kind, count(*) AS n FROM ledger f
                    CROSS JOIN entries e ON e.file_id = f.id AND e.line > 0
                    CROSS JOIN entry_findings n ON n.entry_id = e.id AND n.position = 0
                    WHERE \(Self.files) GROUP BY n.kind_id) c
                JOIN finding_kinds k ON k.id = c.kind GROUP BY k.code ORDER BY 2 DESC, 1
            """)
        statement.bind(frame.startMicroseconds, at: 1)
        statement.bind(frame.endMicroseconds, at: 2)
        defer { statement.reset() }
        var reasons: [ReasonCount] = []
        while try statement.step() {
            guard let code = FindingCode(rawValue: statement.text(0)) else { continue }
            reasons.append(ReasonCount(code, statement.int(1)))
        }
        return reasons
    }
}
