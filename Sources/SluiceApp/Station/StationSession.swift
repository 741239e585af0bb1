internal import SluiceConfig
package import SluiceSystem

/// The station of a command line with its settings, for commands that look at it without owning it.
package struct StationSession: Sendable {
    /// The station's directory.
    package let station: Directory
    /// Its settings.
    package let settings: StationSettings
    /// The way to the kernel.
    let system: System

    /// Finds the station and reads its settings. Throws `noInput` or `configuration`.
    package init(_ invocation: Invocation, _ context: CommandContext) throws(CommandFailure) {
        system = context.system
        station = try StationFinder(system: system).station(for: invocation)
        settings = try StationSettings(
            station: station, invocation: invocation, context: context)
    }

    /// Its path for people, absolute where that can be told.
    package var shownPath: String {
        let path = station.shownPath
        let dot = [UInt8(ascii: ".")]
        guard path.first != UInt8(ascii: "/"), let start = HostProcess.workingDirectory() else {
            return PathText.shown(path)
        }
        return PathText.shown(path == dot ? start : start + [UInt8(ascii: "/")] + path)
    }

    /// The path of its inbox for people, as it is configured.
    package var shownInbox: String {
        let path = settings.resolved.configuration.directories.inbox
        return path.hasPrefix("/") ? path : "\(shownPath)/\(path)"
    }

    /// A directory of the station as it is now; nil when it cannot be opened.
    func directory(_ name: KeyPath<StationDirectories, String>) -> Directory? {
        try? path(name).open()
    }

    /// Where a directory of the station is.
    func path(_ name: KeyPath<StationDirectories, String>) -> StationPath {
        settings.directory(name, in: station, system)
    }

    /// Its dataset files.
    package var datasets: StationDatasets {
        StationDatasets(station: station, settings: settings, system: system)
    }

    /// The colour themes of the station that a command line names; where it names none and there is none, the compiled-in ones.
    static func themes(
        _ invocation: Invocation, _ context: CommandContext
    ) throws(CommandFailure) -> ThemeLibrary {
        do {
            return try StationSession(invocation, context).themes
        } catch {
            guard error.code == .noInput, invocation.bytes(.station) == nil else { throw error }
            return ThemeLibrary(directory: nil, system: context.system)
        }
    }

    /// Its colour themes.
    package var themes: ThemeLibrary {
        ThemeLibrary(
            directory: try? settings.directory(\.themes, in: station, system).open(), system: system
        )
    }

    /// Its database.
    package var store: StationStore {
        StationStore(station: station, settings: settings, system: system)
    }

    /// The control socket of its running instance.
    package var control: ControlSocket {
        ControlSocket(logs: settings.directory(\.logs, in: station, system), system: system)
    }

    /// What its running instance left for others to read.
    package var status: StatusReader {
        StatusReader(logs: settings.directory(\.logs, in: station, system), system: system)
    }
}
