/// The settings of a station.
extension ConfigurationOption {
    /// Every setting, in the order in which they are shown and documented: those in no table first, tables together.
    package static let catalog: [ConfigurationOption] =
        general + directories + timing + limits + alerts

    /// The setting of a key; nil when there is none.
    package static func named(_ key: String) -> ConfigurationOption? {
        catalog.first { $0.key == key }
    }

    private static let general = [
        ConfigurationOption(
            "mode", .choice(\.mode), flag: "--mode",
            "record holds bad records and stores the others; strict rejects a file with a bad record"
        ),
        ConfigurationOption(
            "theme", .name(\.theme), flag: "--theme", "the console's colour theme"),
        ConfigurationOption(
            "timeZone", .choice(\.timeZone), flag: "--time-zone",
            "the zone in which times are shown; stored times are UTC"),
        ConfigurationOption(
            "keys", .texts(\.keys), "console keys that differ, name of the action to key"),
        ConfigurationOption(
            "log.format", .choice(\.logFormat), flag: "--log-format",
            "lines for people or JSON objects in the logs"),
    ]

    private static let directories = [
        ConfigurationOption(
            "directories.inbox", .path(\.directories.inbox), "the watched directory"),
        ConfigurationOption(
            "directories.archive", .path(\.directories.archive),
            "the archive of files whose rows are stored"),
        ConfigurationOption(
            "directories.datasets", .path(\.directories.datasets), "the dataset files"),
        ConfigurationOption(
            "directories.store", .path(\.directories.store),
            "the database; senders must not be able to write there"),
        ConfigurationOption(
            "directories.quarantine", .path(\.directories.quarantine),
            "rejected files and the bad records of others"),
        ConfigurationOption(
            "directories.logs", .path(\.directories.logs), "logs, reports and the status file"),
        ConfigurationOption("directories.themes", .path(\.directories.themes), "colour themes"),
    ]

    private static let timing = [
        ConfigurationOption(
            "inbox.rescanInterval",
            .duration(\.inbox.rescanInterval, in: .milliseconds(100) ... .seconds(3600)),
            flag: "--rescan-interval", "time between two looks at the whole inbox"),
        ConfigurationOption(
            "inbox.settleClosed",
            .duration(\.inbox.settleClosed, in: .zero ... .seconds(3600)),
            "how long a file closed after writing must stay as it is"),
        ConfigurationOption(
            "inbox.settleQuiet",
            .duration(\.inbox.settleQuiet, in: .milliseconds(10) ... .seconds(3600)),
            "time between two equal looks at a file about which nothing was reported"),
        ConfigurationOption(
            "inbox.onceWait", .duration(\.inbox.onceWait, in: .zero ... .seconds(86_400)),
            "how long --once waits for a file that still changes"),
        ConfigurationOption(
            "retry.delays",
            .durations(\.retry.delays, in: .milliseconds(10) ... .seconds(3600)),
            "what to wait after the first failures of the environment, one by one"),
        ConfigurationOption(
            "retry.degradedDelay",
            .duration(\.retry.degradedDelay, in: .milliseconds(10) ... .seconds(86_400)),
            "what to wait after every later failure"),
        ConfigurationOption(
            "archive.policy", .choice(\.archive),
            "a directory for each UTC day in the archive, or one for all"),
    ]

    private static let limits = [
        ConfigurationOption(
            "limits.file", .size(\.limits.fileBytes, in: 1...(16 << 40)),
            "largest file; a larger one is refused unread"),
        ConfigurationOption(
            "limits.record", .size(\.limits.recordBytes, in: 1024...(16 << 20)), "longest record"),
        ConfigurationOption(
            "limits.field", .size(\.limits.fieldBytes, in: 64...(16 << 20)), "longest field"),
        ConfigurationOption(
            "limits.columns", .count(\.limits.columns, in: 1...16_384), "most columns of a file"),
        ConfigurationOption(
            "limits.heldRecords", .count(\.limits.heldRecordsPerFile, in: 0...1_000_000),
            "most bad records of a file; with more it is rejected as a whole"),
        ConfigurationOption(
            "limits.quarantineRecords",
            .count(\.limits.quarantineRecords, in: 1...1_000_000_000),
            "most held records; then intake pauses"),
        ConfigurationOption(
            "limits.quarantineSize", .size(\.limits.quarantineBytes, in: 1024...(16 << 40)),
            "most bytes of held records; then intake pauses"),
    ]

    private static let alerts = [
        ConfigurationOption(
            "alerts.errorRate", .percent(\.alerts.errorRatePercent),
            "records held of a hundred read in five minutes from which on there is an alert"),
        ConfigurationOption(
            "alerts.errorRateFor",
            .duration(\.alerts.errorRateFor, in: .zero ... .seconds(86_400)),
            "how long the error rate must be above that, and then below, until the alert follows"),
        ConfigurationOption(
            "alerts.lag", .duration(\.alerts.lag, in: .seconds(1) ... .seconds(86_400)),
            "age of the oldest waiting file from which on there is an alert"),
        ConfigurationOption(
            "alerts.stalled", .duration(\.alerts.stalled, in: .seconds(1) ... .seconds(86_400)),
            "time without a commit, while files wait, after which the station is STALLED"),
        ConfigurationOption(
            "alerts.quarantineFill", .percent(\.alerts.quarantineFillPercent),
            "how full of its limits the quarantine may become, of a hundred"),
        ConfigurationOption(
            "alerts.walSize", .size(\.alerts.walBytes, in: 1024...(16 << 40)),
            "size of the write-ahead log from which on there is an alert"),
        ConfigurationOption(
            "alerts.freeSpace", .size(\.alerts.freeBytes, in: 0...(16 << 40)),
            "free space of the store's file system below which there is an alert"),
    ]
}
