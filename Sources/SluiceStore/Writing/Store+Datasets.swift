package import SluiceCore

extension Store {
    /// Makes a dataset's tables and views, or extends them by new columns. Does nothing the second time.
    ///
    /// Outside a group. Throws `misuse` when a column's kind differs from the stored one or a name cannot be taken.
    package func register(_ schema: RowSchema) throws(StoreError) {
        options.assertOwner()
        guard !isInGroup else {
            throw StoreError(.misuse, "a dataset is registered while a group is open")
        }
        chunks.forgetPlans()
        try catalog.register(schema, in: connection)
    }
}
