internal import SluiceStore
internal import SluiceSystem

extension Command {
    /// Copies the database.
    package static let backup = Command(
        "backup", operands: .one("FILE"),
        summary: "write a checked copy of the database to a new file",
        details: """
            The copy is one state of the database, whatever an instance writes meanwhile. It is checked, forced to disk and
            only then called FILE; a file of that name is never replaced. The archive is not in it: copy data/processed/
            as well, by any means, for its files never change. To put a copy back: stop sluice, move data/store/sluice.db
            and its -wal and -shm aside, copy FILE there as sluice.db, and run: sluice doctor
            """,
        examples: [
            Example("sluice backup /mnt/backup/sluice-monday.db", "copy it while sluice runs"),
            Example(
                "sluice --station /srv/campus backup campus.db", "copy that of another station"),
        ]
    ) { invocation, context in
        let session = try StationSession(invocation, context)
        guard let reader = try session.reader() else {
            throw CommandFailure(.noInput, "the station has no database yet")
        }
        defer { reader.close() }
        let path = invocation.operands.first ?? []
        let parts = PathParts(path)
        do {
            let directory = try context.system.openDirectory(path: parts.directory)
            guard try directory.information(parts.name) == nil else {
                throw CommandFailure(
                    .cannotCreate, "\(PathText.shown(path)) exists and is not replaced")
            }
            let bytes = try reader.backUp(to: parts.name, in: directory, system: context.system)
            context.output.line("\(PathText.shown(path)): \(bytes) bytes, checked")
            return .done
        } catch let error as SystemError {
            throw CommandFailure(.cannotCreate, error.description)
        }
    }
}
