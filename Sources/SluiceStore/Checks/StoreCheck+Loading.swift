internal import SluiceCore

extension StoreCheck {
    /// Big files that are half loaded: normal while sluice runs, left by a crash otherwise.
    static let loading = StoreCheck("loading", "no file is half loaded") {
        (reader, defects) throws(StoreError) in
        let statement = try reader.connection.statement(
            "SELECT id, name FROM ledger WHERE status = 'loading' ORDER BY id")
        defer { statement.reset() }
        while try statement.step() {
            defects.add(
                StationDefect(
                    .note, FilePlace(statement.integer(0), statement.text(1)).text,
                    "is being loaded, or was when a run ended: no view shows it, the next start"
                        + " removes what is there and takes the file anew"))
        }
    }
}
