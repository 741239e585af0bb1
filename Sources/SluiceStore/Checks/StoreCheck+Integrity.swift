internal import SluiceCore

extension StoreCheck {
    /// SQLite's own check of pages, tables and indexes.
    static let integrity = StoreCheck("integrity", "the database file is whole") {
        (reader, defects) throws(StoreError) in
        for complaint in try reader.quickCheck() {
            defects.add(
                StationDefect(
                    .error, "database", complaint,
                    remedy: "stop sluice and run: sluice rebuild", needsRebuild: true))
        }
    }
}
