/// Repairs of what is derived from something else in the database.
extension Store {
    /// Makes the partials of a committed file anew from its rows, in a transaction of its own; nothing for an unknown file.
    ///
    /// Linear in the file's rows. Outside a group.
    package func restatePartials(ofFile id: Int64) throws(StoreError) {
        try beginGroup(now: state.lastCommit)
        try undoingOnFailure { () throws(StoreError) in
            let search = try connection.statement(
                "SELECT dataset, first_row, last_row, condensed FROM ledger WHERE id = ?1 AND status <> 'loading'"
            )
            search.bind(id, at: 1)
            defer { search.reset() }
            guard try search.step(), let layout = catalog.layouts[search.text(0)] else { return }
            let file = PartialRestatement.File(
                id: id, rows: search.integer(1)...max(search.integer(1), search.integer(2)),
                form: Condensation(rawValue: search.int(3)) ?? .none)
            search.reset()
            try PartialRestatement(connection, layout).restateAll(file)
        }
        try commitGroup()
    }
}
