internal import SluiceSystem

extension StoreError {
    /// What an operator can do about it, in one clause.
    package var remedy: String {
        switch kind {
        case .io where cause != 0: "the database: " + SystemError(.write, code: cause).remedy
        case .locked: "another program holds the database locked: end it, or wait until it is done"
        case .full: "make room on the disk of the database"
        case .io: "look for errors of the disk of the database in the kernel's log"
        case .cannotOpen:
            "see that the database is there (else: a backup, or sluice rebuild), that its directory can be read and "
                + "written, and that more files may be opened"
        case .syncFailed:
            "the disk of the database has failed to write: check it; what was acknowledged is there"
        case .damaged:
            "put a backup in its place, or make a new one from the archive: sluice rebuild"
        case .renewed: "find out what changes files beside the database: only sluice may"
        case .logLost:
            "stop sluice, then run: sluice rebuild; it takes from the archive what the database lacks"
        case .replaced:
            "put the database back under its name, or stop sluice and run: sluice rebuild"
        case .newerSchema: "use the newer sluice that has written it"
        case .unsafeDirectory:
            "run chmod 700 on the directory of the database, by default data/store"
        case .rulesBehind:
            "see that sluice can write the dataset files, by default in data/datasets"
        case .overtaken, .interrupted, .cancelled: "do it again"
        case .refused: "see to the reason, then do it again"
        case .constraint, .misuse: "see what sluice doctor says, keep the logs and report it"
        }
    }
}
