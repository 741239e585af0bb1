package import SluiceSystem

/// Finds the station a command works on: the `--station` directory or the current one, never one further up.
package struct StationFinder: Sendable {
    private let system: System

    /// A finder on a system.
    package init(system: System) {
        self.system = system
    }

    /// The station that a command line names.
    package func station(for invocation: Invocation) throws(CommandFailure) -> Directory {
        try station(at: invocation.bytes(.station) ?? [UInt8(ascii: ".")])
    }

    /// Opens the station at a path. Throws `noInput` when there is none.
    ///
    /// A station has `sluice.toml`, or both `data/` and `quarantine/`, or the status that an instance of it has left.
    package func station(at path: [UInt8]) throws(CommandFailure) -> Directory {
        let shown = PathText.shown(path)
        let directory: Directory
        do {
            directory = try system.openDirectory(path: path)
        } catch {
            throw CommandFailure(
                .noInput, "no station at \(shown): \(error.reason)",
                hint: error.isMissing ? "make one: sluice init \(shown)" : "name a directory")
        }
        guard isStation(directory) else {
            throw CommandFailure(
                .noInput,
                "\(shown) is no station: it has neither sluice.toml nor both data/ and quarantine/",
                hint: "make one: sluice init \(shown)")
        }
        return directory
    }

    /// Makes `logs/` and `themes/` where they are missing; a read-only station is left as it is.
    package func completeLayout(of station: Directory) {
        for name in ["logs", "themes"] { _ = try? station.makeDirectory(Array(name.utf8)) }
    }

    private func isStation(_ directory: Directory) -> Bool {
        func kind(_ name: String) -> FileInformation.Kind? {
            let opened = try? directory.directory(Array(name.utf8))
            if opened != nil { return .directory }
            return (try? directory.information(Array(name.utf8)))?.kind
        }
        if kind("sluice.toml") != nil { return true }
        if kind("data") == .directory && kind("quarantine") == .directory { return true }
        // A station whose inbox has gone: its owner still tells how it is.
        let logs = try? directory.directory(Array("logs".utf8))
        return (try? logs?.information(Array(StatusDocument.name.utf8))) != nil
    }
}
