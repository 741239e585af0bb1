package import SluiceConfig
internal import SluiceConsole
package import SluiceCore
package import SluicePipeline
package import SluiceSystem

/// A station's configuration as the commands use it: flags over environment over `sluice.toml` over defaults.
package struct StationSettings: Sendable {
    /// Name of the settings file in a station.
    package static let fileName = "sluice.toml"

    /// The values, and where each came from.
    package let resolved: ResolvedConfiguration

    /// Reads the configuration of a station for a command line. Throws `configuration` with all that is wrong.
    package init(
        station: Directory, invocation: Invocation, context: CommandContext
    ) throws(CommandFailure) {
        do {
            resolved = try ConfigurationReader.read(
                file: try Self.document(station, context.system),
                environment: context.environment.filter { $0.key.hasPrefix("SLUICE_") }
                    .mapValues { String(decoding: $0, as: UTF8.self) },
                flags: Self.flags(invocation))
            if let error = Self.keyError(resolved) { throw error }
        } catch {
            throw CommandFailure(error)
        }
        for warning in resolved.warnings { context.output.message("sluice: warning: \(warning)") }
    }

    /// A directory of the station.
    package func directory(
        _ name: KeyPath<StationDirectories, String>, in station: Directory, _ system: System
    ) -> StationPath {
        StationPath(resolved.configuration.directories[keyPath: name], in: station, system: system)
    }

    /// What the pipeline needs of it, but for the datasets.
    package var pipeline: PipelineSettings {
        let values = resolved.configuration
        var settings = PipelineSettings()
        settings.taking.isStrict = values.mode == .strict
        settings.taking.fileBytes = Int(values.limits.fileBytes)
        settings.taking.limits.record.recordBytes = Int(values.limits.recordBytes)
        settings.taking.limits.record.fieldBytes = Int(values.limits.fieldBytes)
        settings.taking.limits.record.columns = Int(values.limits.columns)
        settings.taking.limits.heldRecords = Int(values.limits.heldRecordsPerFile)
        settings.quarantineLimit = HeldTotals(
            records: Int(values.limits.quarantineRecords), bytes: Int(values.limits.quarantineBytes)
        )
        settings.archivesByDay = values.archive == .daily
        settings.retry = values.retry.schedule
        settings.inbox.rescanNanoseconds = Self.nanoseconds(values.inbox.rescanInterval)
        settings.inbox.times.closedNanoseconds = Self.nanoseconds(values.inbox.settleClosed)
        settings.inbox.times.unheardNanoseconds = Self.nanoseconds(values.inbox.settleQuiet)
        settings.onceSettleSeconds = values.inbox.onceWait / .seconds(1)
        return settings
    }

    /// From where on the operator is alerted.
    package var alerts: AlertLimits {
        let values = resolved.configuration.alerts
        var limits = AlertLimits()
        limits.errorRate = values.errorRatePercent / 100
        limits.errorRateSeconds = Int(values.errorRateFor / .seconds(1))
        limits.lagNanoseconds = Self.nanoseconds(values.lag)
        limits.quarantineFill = values.quarantineFillPercent / 100
        limits.walBytes = Int(values.walBytes)
        limits.freeBytes = Int(values.freeBytes)
        return limits
    }

    /// What the logs need of it.
    package var logs: ProcessLog.Options {
        var options = ProcessLog.Options()
        options.format = LogLineFormat(resolved.configuration.logFormat)
        return options
    }

    /// What is wrong with the keys, which only the console's catalog knows; nil when nothing is.
    private static func keyError(_ resolved: ResolvedConfiguration) -> ConfigurationError? {
        guard let place = resolved.origins["keys"] else { return nil }
        let problems = KeyMap(configuration: resolved.configuration.keys).problems
        return ConfigurationError(
            problems.map { problem in
                ConfigurationProblem(
                    resolved.origins["keys.\(problem.action)"] ?? place, problem.message.string)
            })
    }

    private static func nanoseconds(_ duration: Duration) -> UInt64 {
        UInt64(max(0, duration / .nanoseconds(1)))
    }

    private static func document(
        _ station: Directory, _ system: System
    ) throws -> TomlDocument? {
        let bytes: [UInt8]
        do {
            bytes = try SmallFile.read(Array(fileName.utf8), in: station, system: system)
        } catch  where error.isMissing {
            return nil
        }
        return try TomlDocument(parsing: bytes, file: fileName)
    }

    private static func flags(_ invocation: Invocation) -> [String: String] {
        var flags: [String: String] = [:]
        for option in OptionCatalog.settings {
            guard let value = invocation.bytes(option) else { continue }
            flags[option.name] = String(decoding: value, as: UTF8.self)
        }
        return flags
    }
}
