internal import SluiceCore

/// Puts a station's configuration together: flags over environment over `sluice.toml` over defaults.
package struct ConfigurationReader {
    /// Variables of the environment that sluice knows and that are no settings.
    package static let otherVariables: Set<String> = ["SLUICE_CRASHPOINT", "SLUICE_RECORD"]

    private var configuration = StationConfiguration()
    private var origins: [String: ConfigurationPlace] = [:]
    private var problems: [ConfigurationProblem] = []
    private var warnings: [ConfigurationProblem] = []

    /// Reads all sources; throws everything that is wrong with them at once.
    ///
    /// `file` is nil when there is no `sluice.toml`; `flags` holds the given flags that the catalog names, by the
    /// name with its dashes.
    package static func read(
        file: TomlDocument?, environment: [String: String] = [:], flags: [String: String] = [:]
    ) throws(ConfigurationError) -> ResolvedConfiguration {
        var reader = ConfigurationReader()
        if let file { reader.read(file.root, path: [], file: file.file) }
        reader.read(environment: environment)
        reader.read(flags: flags)
        reader.checkTogether()
        if let error = ConfigurationError(reader.problems) { throw error }
        return ResolvedConfiguration(
            configuration: reader.configuration, origins: reader.origins,
            warnings: reader.warnings)
    }

    private mutating func read(_ table: TomlTable, path: [String], file: String) {
        for entry in table.entries {
            let key = (path + [entry.key]).joined(separator: ".")
            let place = ConfigurationPlace.file(file, entry.value.range.begin)
            if let option = ConfigurationOption.named(key), !entry.key.contains(".") {
                take(.value(entry.value), for: option, place: place, shownAs: key)
                // What only another part of the program can judge is found by its own line.
                guard case .table(let inner) = entry.value.content else { continue }
                for entry in inner.entries {
                    origins["\(key).\(entry.key)"] = .file(file, entry.value.range.begin)
                }
            } else if Self.isTable(key) {
                if case .table(let inner) = entry.value.content {
                    read(inner, path: path + [entry.key], file: file)
                } else {
                    problems.append(
                        ConfigurationProblem(
                            place, "\(key) is a table, not \(entry.value.kindName)"))
                }
            } else {
                refuse(entry, path: path, file: file)
            }
        }
    }

    private mutating func refuse(_ entry: TomlTable.Entry, path: [String], file: String) {
        let siblings = Self.names(below: path)
        // A key of another table is worth naming too: `rescanInterval` at the top of the file.
        let suggestion =
            NearestName.of(entry.key, among: siblings)
            ?? ConfigurationOption.catalog.first { $0.key.hasSuffix("." + entry.key) }?.key
        let inside = path.isEmpty ? "" : " in [\(path.joined(separator: "."))]"
        problems.append(
            ConfigurationProblem(
                .file(file, entry.keyRange.begin),
                "unknown key \(TomlText.quoted(entry.key))\(inside)", suggestion: suggestion))
    }

    private mutating func read(environment: [String: String]) {
        let options = ConfigurationOption.catalog
        for (name, text) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("SLUICE_") && !Self.otherVariables.contains(name) {
            let place = ConfigurationPlace.environment(name)
            if let option = options.first(where: { $0.environment == name }) {
                take(.text(text), for: option, place: place, shownAs: option.key)
            } else {
                warnings.append(
                    ConfigurationProblem(
                        place, "no setting has this variable",
                        suggestion: NearestName.of(name, among: options.compactMap(\.environment)))
                )
            }
        }
    }

    private mutating func read(flags: [String: String]) {
        let options = ConfigurationOption.catalog
        for (name, text) in flags.sorted(by: { $0.key < $1.key }) {
            let place = ConfigurationPlace.flag(name)
            if let option = options.first(where: { $0.flag == name }) {
                take(.text(text), for: option, place: place, shownAs: option.key)
            } else {
                problems.append(
                    ConfigurationProblem(
                        place, "no setting has this flag",
                        suggestion: NearestName.of(name, among: options.compactMap(\.flag))))
            }
        }
    }

    private mutating func take(
        _ input: ConfigurationInput, for option: ConfigurationOption, place: ConfigurationPlace,
        shownAs key: String
    ) {
        if option.kind.take(input, &configuration) {
            origins[option.key] = place
            return
        }
        // Of a table of texts the one entry that is none.
        if case .value(let value) = input, case .table(let table) = value.content,
            case .file(let file, _) = place,
            let wrong = table.entries.first(where: { $0.value.text == nil })
        {
            let kind = wrong.value.kindName
            problems.append(
                ConfigurationProblem(
                    .file(file, wrong.value.range.begin),
                    "\(key).\(wrong.key) must be a text, not \(kind)"))
            return
        }
        let suggestion = input.text.flatMap { NearestName.of($0, among: option.choices) }
        problems.append(
            ConfigurationProblem(
                place, "\(key) must be \(option.expectation)", suggestion: suggestion))
    }

    /// Contradictions between settings that are right one by one.
    private mutating func checkTogether() {
        let directories = configuration.directories
        let paths = [
            ("directories.archive", directories.archive), ("directories.store", directories.store),
            ("directories.quarantine", directories.quarantine),
            ("directories.datasets", directories.datasets), ("directories.logs", directories.logs),
            ("directories.themes", directories.themes),
        ]
        for (key, path) in paths
        where Self.normalized(path) == Self.normalized(directories.inbox) {
            contradiction(of: [key, "directories.inbox"], "\(key) must not be the inbox")
        }
        for (key, path) in paths.dropFirst()
        where Self.normalized(path) == Self.normalized(directories.archive) {
            contradiction(
                of: [key, "directories.archive"], "\(key) must not be the archive")
        }
        if configuration.limits.fieldBytes > configuration.limits.recordBytes {
            contradiction(
                of: ["limits.field", "limits.record"],
                "limits.field is above limits.record, which bounds every field")
        }
    }

    private mutating func contradiction(of keys: [String], _ message: String) {
        let place = keys.compactMap { origins[$0] }.first ?? .flag(keys[0])
        problems.append(ConfigurationProblem(place, message))
    }

    private static func normalized(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }

    private static func isTable(_ key: String) -> Bool {
        ConfigurationOption.catalog.contains { $0.key.hasPrefix(key + ".") }
    }

    /// The keys and tables that may stand directly in a table.
    private static func names(below path: [String]) -> [String] {
        let prefix = path.map { $0 + "." }.joined()
        var names: [String] = []
        for option in ConfigurationOption.catalog where option.key.hasPrefix(prefix) {
            let rest = option.key.dropFirst(prefix.count)
            let name = String(rest.prefix { $0 != "." })
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
