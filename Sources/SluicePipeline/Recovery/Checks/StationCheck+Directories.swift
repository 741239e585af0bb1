internal import SluiceCore
internal import SluiceSystem

extension StationCheck {
    /// Every directory of the station is there and is a directory that this account may open.
    static let directories = StationCheck(
        "directories", "the inbox, the archive, quarantine/ and the logs can be opened"
    ) { station, defects in
        for (name, error) in station.closed {
            defects.add(
                StationDefect(
                    .error, name, error.description,
                    remedy: error.isMissing
                        ? "put it back or mount its disk; or make it, if it is to be empty: mkdir -p -m 700 \(error.subject)"
                        : error.remedy))
        }
    }
}
