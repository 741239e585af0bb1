internal import SluiceCore

/// What operators decided in an older database, for one that was made anew from the same files.
///
/// A file that an operation has touched, or that today's rules judge otherwise than it was, becomes what it was, its rows included;
/// entries keep their ids, and the journal comes along, so that a batch can still be undone.
extension Store {
    /// Name of the older database beside the new one.
    static let olderSchema = "older"

    /// Takes over the decisions of the database at a path, which is only read; in one transaction, outside a group.
    ///
    /// What cannot be read of a file leaves that file as it is and is named in the answer. Throws when nothing can be read at
    /// all: `damaged`, `cannotOpen`, `newerSchema` for a database of another version. Linear in the files with entries.
    package func adoptDecisions(
        ofDatabase path: [UInt8]
    ) throws(StoreError) -> AdoptedDecisions {
        options.assertOwner()
        let layouts = try olderLayouts(path)
        for layout in layouts.values.sorted(by: { $0.dataset < $1.dataset })
        where !isKnown(layout) {
            // One that does not go together with that of today leaves its files as they are.
            try? register(layout.schema)
        }
        try chunks.forgetTables()
        connection.forgetStatements()
        try attach(path)
        defer {
            connection.forgetStatements()
            try? connection.execute("DETACH \(Self.olderSchema)")
        }
        try beginGroup(now: state.lastCommit)
        return try undoingOnFailure { () throws(StoreError) in
            let adoption = DecisionAdoption(
                connection, catalog.layouts, layouts, reserve: reserveRows)
            let adopted = try adoption.run()
            try commitGroup()
            chunks.forgetNames()
            return adopted
        }
    }

    /// True when a dataset has all columns of a layout already.
    private func isKnown(_ layout: DatasetLayout) -> Bool {
        guard let known = catalog.layouts[layout.dataset] else { return false }
        return layout.columns.allSatisfy { known.position(of: $0.name) != nil }
    }

    /// The datasets of an older database, which must have the schema of this one as far as it is read.
    private func olderLayouts(_ path: [UInt8]) throws(StoreError) -> [String: DatasetLayout] {
        let older = try Connection(path: path, access: .reading)
        defer { older.close() }
        guard try older.integer("PRAGMA application_id") == DatabaseFile.applicationID else {
            throw StoreError(.damaged, "the older database is none of sluice")
        }
        let version = try older.integer("PRAGMA user_version")
        guard let version, version >= Migration.firstAdopted, version <= Migration.catalog.count
        else {
            throw StoreError(
                .newerSchema, "the older database has schema version \(version ?? 0)")
        }
        // A catalog that is damaged says of no value what it is.
        var layouts: [String: DatasetLayout] = [:]
        for (name, layout) in try DatasetCatalog(older).layouts
        where try layout.isThatOfTables(in: older) {
            layouts[name] = layout
        }
        return layouts
    }

    /// Read-only, so that not a byte of it changes: closing it would else copy its log.
    private func attach(_ path: [UInt8]) throws(StoreError) {
        var name = "file:"
        for byte in path {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "/")
            let digits = String(byte, radix: 16)
            name += isPlain ? String(UnicodeScalar(byte)) : "%\(byte < 16 ? "0" : "")\(digits)"
        }
        try connection.execute(
            "ATTACH \(ViewText.literal(name + "?mode=ro")) AS \(Self.olderSchema)")
    }
}

extension DatasetLayout {
    /// The schema that registers this layout in another database.
    fileprivate var schema: RowSchema {
        RowSchema(
            dataset: dataset,
            columns: columns.map {
                RowSchema.Column(name: $0.name, kind: $0.kind, isMetric: $0.metric != nil)
            })
    }
}
