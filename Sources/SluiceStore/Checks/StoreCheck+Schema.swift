internal import SluiceCore

extension StoreCheck {
    /// The version of the schema, and how the database writes.
    static let schema = StoreCheck("schema", "the schema is the one this program knows") {
        (reader, defects) throws(StoreError) in
        let version = try reader.connection.integer("PRAGMA user_version") ?? 0
        let known = Int64(Migration.catalog.count)
        if version > known {
            defects.add(
                StationDefect(
                    .error, "database", "schema version \(version), this program knows \(known)",
                    remedy: "use the newer sluice that wrote it"))
        } else if version < known {
            defects.add(
                StationDefect(
                    .note, "database",
                    "schema version \(version); the next start brings it to \(known)"))
        }
        let mode = try reader.connection.text("PRAGMA journal_mode") ?? ""
        if mode != "wal" {
            defects.add(
                StationDefect(
                    .note, "database", "journal mode is \(mode), not wal; the next start sets it"))
        }
    }
}
