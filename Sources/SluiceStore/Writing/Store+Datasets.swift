package import SluiceCore

extension Store {
    /// Throws `refused` when a column of a schema is stored as another kind. No cost.
    package func check(_ schema: RowSchema) throws(StoreError) {
        options.assertOwner()
        _ = try catalog.layouts[schema.dataset]?.extended(by: schema)
    }

    /// Makes a dataset's tables and views, or extends them by new columns. Does nothing the second time.
    ///
    /// With a key the dataset has an index by which rows of that key are found; without one it has none. Making the index
    /// reads the whole table, once. Outside a group. Throws `refused` when a column's kind differs from the stored one, `misuse` when a name cannot be taken.
    package func register(_ schema: RowSchema, key: DatasetKey? = nil) throws(StoreError) {
        options.assertOwner()
        guard !isInGroup else {
            throw StoreError(.misuse, "a dataset is registered while a group is open")
        }
        try prepareTransaction()
        try chunks.forgetTables()
        try catalog.register(schema, in: connection)
        guard let layout = catalog.layouts[schema.dataset] else { return }
        try KeptRows.prepare(connection, layout)
        let name = KeyIndex.name(layout)
        let present = try connection.text(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = \(ViewText.literal(name))"
        )
        let wanted = try key.flatMap { (key) throws(StoreError) in
            try KeyIndex(key, of: schema, layout).creation
        }
        guard present != wanted else { return }
        connection.forgetStatements()
        try connection.execute(
            "BEGIN IMMEDIATE; DROP INDEX IF EXISTS \(name); \(wanted ?? ""); COMMIT")
    }
}
