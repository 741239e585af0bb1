extension Migration {
    /// The ledger of files, its view, and the counters that every commit moves on.
    ///
    /// `first_row … last_row` is the file's own range of row ids (a row's id is `first_row + line`), so that all rows of
    /// a file, and its partials, are one range of a table. `condensed` says in which form partials were written
    /// (see ``Condensation``); with 0 a file's aggregates are computed from its rows. `moved` says that the file has left the inbox.
    static let ledger = Migration(
        name: "0001-ledger",
        sql: """
            CREATE TABLE headers(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL UNIQUE);
            CREATE TABLE ledger(
                id INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                name_bytes BLOB,
                dataset TEXT NOT NULL,
                data_source TEXT NOT NULL,
                size_bytes INTEGER NOT NULL,
                sha256 BLOB,
                status TEXT NOT NULL CHECK (status IN ('loading', 'committed', 'archived', 'rejected',
                    'duplicate', 'superseded', 'pruned')),
                records INTEGER NOT NULL DEFAULT 0,
                stored INTEGER NOT NULL DEFAULT 0,
                quarantined INTEGER NOT NULL DEFAULT 0,
                discarded INTEGER NOT NULL DEFAULT 0,
                attempts INTEGER NOT NULL DEFAULT 1,
                error TEXT,
                discovered_at INTEGER NOT NULL,
                committed_at INTEGER,
                archive_name TEXT,
                duplicate_of INTEGER,
                header_id INTEGER,
                first_row INTEGER NOT NULL DEFAULT 0,
                last_row INTEGER NOT NULL DEFAULT 0,
                condensed INTEGER NOT NULL DEFAULT 0,
                moved INTEGER NOT NULL DEFAULT 0,
                CONSTRAINT conservation CHECK (records = stored + quarantined + discarded),
                CONSTRAINT counts CHECK (stored >= 0 AND quarantined >= 0 AND discarded >= 0));
            CREATE UNIQUE INDEX ledger_content ON ledger(sha256)
                WHERE sha256 IS NOT NULL AND status <> 'duplicate';
            CREATE INDEX ledger_unmoved ON ledger(id) WHERE moved = 0;
            CREATE INDEX ledger_loading ON ledger(id) WHERE status = 'loading';
            CREATE TABLE counters(
                id INTEGER PRIMARY KEY CHECK (id = 1),
                next_row INTEGER NOT NULL, last_commit INTEGER NOT NULL);
            INSERT INTO counters(id, next_row, last_commit) VALUES (1, 1, 0);
            CREATE VIEW files AS SELECT
                id, name, COALESCE(name_bytes, CAST(name AS BLOB)) AS name_bytes, dataset, data_source,
                size_bytes, CASE WHEN sha256 IS NOT NULL THEN lower(hex(sha256)) END AS sha256, status, records, stored, quarantined, discarded,
                attempts, error, \(ViewText.moment("discovered_at")) AS discovered_at,
                \(ViewText.moment("committed_at")) AS committed_at, archive_name, duplicate_of
                FROM ledger WHERE status <> 'loading';
            """)
}
