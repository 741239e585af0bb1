extension Migration {
    /// What is known of datasets, and the names of locations. The tables and views of each dataset are made by
    /// ``DatasetCatalog`` when it is registered.
    static let datasets = Migration(
        name: "0002-datasets",
        sql: """
            CREATE TABLE locations(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
            CREATE TABLE datasets(name TEXT PRIMARY KEY) WITHOUT ROWID;
            CREATE TABLE dataset_columns(
                dataset TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('real', 'integer', 'text')),
                metric INTEGER,
                PRIMARY KEY (dataset, position), UNIQUE (dataset, name)) WITHOUT ROWID;
            CREATE VIEW aggregated_metrics AS SELECT
                NULL AS location_id, NULL AS metric_name, NULL AS min_value, NULL AS max_value,
                NULL AS avg_value, NULL AS std_value, NULL AS count, NULL AS data_source,
                NULL AS file_name, NULL AS timestamp WHERE 0;
            CREATE VIEW aggregates AS SELECT * FROM aggregated_metrics;
            """)
}
