internal import SluiceCore

extension StoreCheck {
    /// Every row, partial, entry and finding belongs to something that exists; no record is both stored and held.
    ///
    /// Reads every row's key and the ledger once.
    static let references = StoreCheck(
        "references",
        "every row, partial, entry and finding belongs to a file, and no record stands twice"
    ) { (reader, defects) throws(StoreError) in
        let layouts = try DatasetCatalog(reader.connection).layouts
        for layout in layouts.values.sorted(by: { $0.dataset < $1.dataset }) {
            try look(layout, reader, &defects)
        }
        for question in [
            Question(
                "quarantine", "entries belong to no file",
                "SELECT count(*) FROM entries WHERE file_id NOT IN (SELECT id FROM ledger)"),
            Question(
                "quarantine_findings", "findings belong to no entry",
                "SELECT count(*) FROM entry_findings WHERE entry_id NOT IN (SELECT id FROM entries)"
            ),
            Question(
                "quarantine_findings", "findings are of no known kind",
                "SELECT count(*) FROM entry_findings WHERE kind_id NOT IN (SELECT id FROM finding_kinds)"
            ),
            Question(
                "files", "files have lost their header",
                """
                SELECT count(*) FROM ledger WHERE header_id IS NOT NULL
                    AND header_id NOT IN (SELECT id FROM headers)
                """),
            Question(
                "quarantine", "held entries have no finding",
                """
                SELECT count(*) FROM entries e WHERE e.status = 0
                    AND NOT EXISTS (SELECT 1 FROM entry_findings n WHERE n.entry_id = e.id)
                """),
            Question(
                "quarantine", "records have more than one entry that is held",
                """
                SELECT count(*) FROM (SELECT 1 FROM entries WHERE status = 0
                    GROUP BY file_id, line HAVING count(*) > 1)
                """),
            Question(
                "files", "files share row numbers with another",
                """
                SELECT count(*) FROM (SELECT first_row, lag(last_row) OVER (ORDER BY first_row) AS before
                    FROM ledger WHERE stored > 0) WHERE before >= first_row
                """),
            Question(
                "files", "duplicates are of no known file",
                """
                SELECT count(*) FROM ledger WHERE status = 'duplicate'
                    AND duplicate_of NOT IN (SELECT id FROM ledger)
                """),
            Question(
                "files", "duplicates have other content than the file they are of",
                """
                SELECT count(*) FROM ledger d JOIN ledger o ON o.id = d.duplicate_of
                    WHERE d.status = 'duplicate' AND d.sha256 IS NOT o.sha256
                """),
        ] { try question.ask(reader, &defects) }
    }

    private static func look(
        _ layout: DatasetLayout, _ reader: StoreReader, _ defects: inout DefectList
    ) throws(StoreError) {
        let file = "JOIN ledger f ON f.id = r.file_id AND r.id BETWEEN f.first_row AND f.last_row"
        var questions = [
            Question(
                layout.rawView, "rows belong to no file",
                "SELECT count(*) FROM \(layout.rowsTable) r LEFT \(file) WHERE f.id IS NULL"),
            Question(
                layout.rawView, "rows belong to no location",
                """
                SELECT count(*) FROM \(layout.rowsTable) r
                    LEFT JOIN locations l ON l.id = r.location_id WHERE l.id IS NULL
                """),
            Question(
                layout.rawView, "records are stored and held at once",
                """
                SELECT count(*) FROM entries e JOIN ledger f ON f.id = e.file_id
                    JOIN \(layout.rowsTable) r ON r.id = f.first_row + e.line AND r.file_id = f.id
                    WHERE e.status = 0 AND f.dataset = \(ViewText.literal(layout.dataset))
                """),
        ]
        if layout.hasPartials {
            // The last file that begins at or before a partial is the only one it can be in.
            questions.append(
                Question(
                    "aggregated_metrics", "partials of \(layout.dataset) belong to no file",
                    """
                    WITH starts AS MATERIALIZED (SELECT first_row, last_row FROM ledger
                        WHERE last_row >= first_row AND dataset = \(ViewText.literal(layout.dataset))),
                    marks AS (SELECT first_row AS at, last_row AS ending, 0 AS is_partial FROM starts
                        UNION ALL SELECT id, NULL, 1 FROM \(layout.partialsTable)),
                    walked AS (SELECT at, is_partial, max(ending) OVER (ORDER BY at, is_partial) AS ending
                        FROM marks)
                    SELECT count(*) FROM walked WHERE is_partial AND (ending IS NULL OR ending < at)
                    """))
        }
        for question in questions { try question.ask(reader, &defects) }
    }

    /// A number that must be 0.
    private struct Question {
        let place: String
        let words: String
        let sql: String

        init(_ place: String, _ words: String, _ sql: String) {
            self.place = place
            self.words = words
            self.sql = sql
        }

        func ask(_ reader: StoreReader, _ defects: inout DefectList) throws(StoreError) {
            let count = try reader.connection.integer(sql) ?? 0
            guard count > 0 else { return }
            defects.add(
                StationDefect(
                    .error, place, "\(count) \(words)",
                    remedy: "stop sluice and run: sluice rebuild, which keeps the old database;"
                        + " report it",
                    needsRebuild: true))
        }
    }
}
