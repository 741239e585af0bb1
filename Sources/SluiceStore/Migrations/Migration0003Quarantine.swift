extension Migration {
    /// Held records and what is wrong with them.
    ///
    /// The words of a finding repeat from record to record: they are kept once in `finding_kinds`.
    /// `raw_size` is NULL when `raw` is whole; `quarantined_at` is NULL when it is the commit of the file.
    static let quarantine = Migration(
        name: "0003-quarantine",
        sql: """
            CREATE TABLE entries(
                id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, line INTEGER, byte_offset INTEGER,
                raw BLOB, raw_size INTEGER, status INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 3),
                attempts INTEGER NOT NULL DEFAULT 1, quarantined_at INTEGER, resolved_at INTEGER);
            CREATE INDEX entries_of_file ON entries(file_id, line);
            CREATE TABLE finding_kinds(
                id INTEGER PRIMARY KEY, column_name TEXT, column_index INTEGER, code TEXT NOT NULL,
                rule TEXT NOT NULL, message TEXT NOT NULL);
            CREATE UNIQUE INDEX finding_kinds_words ON finding_kinds(
                code, rule, message, COALESCE(column_index, 0), COALESCE(column_name, ''));
            CREATE TABLE entry_findings(
                entry_id INTEGER NOT NULL, position INTEGER NOT NULL, kind_id INTEGER NOT NULL, value,
                PRIMARY KEY (entry_id, position)) WITHOUT ROWID;
            CREATE VIEW quarantine AS SELECT
                e.id AS id, e.file_id AS file_id, f.name AS file_name, e.line AS line,
                e.byte_offset AS byte_offset, e.raw AS raw, COALESCE(e.raw_size, length(e.raw)) AS raw_size,
                CASE e.status WHEN 0 THEN 'held' WHEN 1 THEN 'released' WHEN 2 THEN 'discarded'
                    ELSE 'superseded' END AS status,
                e.attempts AS attempts,
                \(ViewText.moment("COALESCE(e.quarantined_at, f.committed_at)")) AS quarantined_at,
                \(ViewText.moment("e.resolved_at")) AS resolved_at
                FROM entries e JOIN ledger f ON f.id = e.file_id WHERE f.status <> 'loading';
            CREATE VIEW quarantine_findings AS SELECT
                n.entry_id AS entry_id, k.column_name AS column_name, k.column_index AS column_index,
                k.code AS code, k.rule AS rule, n.value AS value, k.message AS message
                FROM entry_findings n JOIN finding_kinds k ON k.id = n.kind_id
                JOIN entries e ON e.id = n.entry_id JOIN ledger f ON f.id = e.file_id
                WHERE f.status <> 'loading';
            """)
}
