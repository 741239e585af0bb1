/// What tests ask of a station's database.
extension TemporaryStation {
    /// The database.
    package var database: DatabaseFile {
        DatabaseFile(path: directory.path(of: "data/store/sluice.db"))
    }

    /// The rows of a query, cells as text, NULL as "NULL".
    package func rows(_ sql: String) throws -> [[String]] { try database.rows(sql) }

    /// The first column of a query.
    package func column(_ sql: String) throws -> [String] { try rows(sql).compactMap(\.first) }

    /// The one number a query answers.
    package func count(_ sql: String) throws -> Int {
        guard let number = try column(sql).first.flatMap({ Int($0) }) else {
            throw DatabaseFile.Failure(description: "no number from \(sql)")
        }
        return number
    }

    /// Rows that are visible.
    package var storedRows: Int {
        get throws { try count("SELECT count(*) FROM raw_sensor_data") }
    }

    /// What is wrong in a station at rest; empty when counts add up, no row stands twice, aggregates are those of the rows and
    /// nothing is unfinished.
    package func violations() throws -> [String] {
        let checks = [
            (
                "counts do not add up",
                """
                SELECT f.name, f.records, f.stored, f.quarantined, coalesce(r.n, 0), coalesce(q.n, 0)
                FROM files f
                LEFT JOIN (SELECT file_id, count(*) AS n FROM raw_sensor_data GROUP BY 1) r
                    ON r.file_id = f.id
                LEFT JOIN (SELECT file_id, count(*) AS n FROM quarantine
                    WHERE status = 'held' AND line IS NOT NULL GROUP BY 1) q ON q.file_id = f.id
                WHERE f.records <> f.stored + f.quarantined + f.discarded
                    OR f.stored <> coalesce(r.n, 0) OR f.quarantined <> coalesce(q.n, 0)
                """
            ),
            (
                "a record stands twice",
                """
                SELECT file_id, line FROM (SELECT file_id, line FROM raw_sensor_data
                    UNION ALL SELECT file_id, line FROM quarantine WHERE line IS NOT NULL
                    AND status NOT IN ('released', 'superseded'))
                GROUP BY 1, 2 HAVING count(*) > 1
                """
            ),
            (
                "an aggregate is not that of the rows",
                """
                WITH again AS (SELECT file_name, location_id, count(mood_score) AS n,
                        min(mood_score) AS low, max(mood_score) AS high, avg(mood_score) AS mean
                    FROM raw_sensor_data
                    WHERE file_name IN (SELECT name FROM files GROUP BY name HAVING count(*) = 1)
                    GROUP BY 1, 2)
                SELECT a.file_name, a.location_id, a.count, n, a.avg_value, mean
                FROM again LEFT JOIN aggregated_metrics a ON a.file_name = again.file_name
                    AND a.location_id = again.location_id AND a.metric_name = 'mood_score'
                WHERE a.count IS NOT n OR a.min_value IS NOT low OR a.max_value IS NOT high
                    OR abs(a.avg_value - mean) > 1e-9 * abs(mean)
                """
            ),
            ("a file is unfinished", "SELECT name FROM ledger WHERE status = 'loading'"),
            (
                "the database is damaged",
                "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
            ),
        ]
        return try checks.flatMap { what, sql in
            try rows(sql).map { "\(what): \($0.joined(separator: " | "))" }
        }
    }
}
