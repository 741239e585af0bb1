internal import SluiceCore
package import SluiceSystem

/// Where the control socket of a station is, and who may use it.
///
/// It lies in `logs/control/`, a directory of mode 0700 of its own: who finds the station finds its owner. It is reached through
/// the held directory, so that the station's path may be as long as it likes. Only the lock of the station
/// decides who listens; a name left by a process that died is replaced.
package struct ControlSocket: Sendable {
    /// The version of the protocol: both sides must speak the same.
    package static let version = 1
    /// Longest line that is accepted from the owner, in bytes.
    package static let lineBytes = 4 << 20
    /// Longest request, in bytes: half a million corrected records of 100 bytes.
    package static let requestBytes = 64 << 20
    /// Its directory in `logs/`.
    package static let directoryName = "control"
    /// Its name in the directory.
    package static let name = Array("socket".utf8)

    private let logs: StationPath
    private let system: System

    /// The socket of a station, below the directory of its logs.
    package init(logs: StationPath, system: System) {
        self.logs = logs
        self.system = system
    }

    /// Listens, as the owner of the station. The caller removes the name when it ends, by ``remove()``.
    package func listen() throws -> FileDescriptor {
        let directory = try logs.make().makeDirectory(Array(Self.directoryName.utf8))
        try check(directory)
        return try system.listen(at: Self.name, in: directory)
    }

    /// Removes the name; what is connected stays so.
    package func remove() {
        try? logs.open().directory(Array(Self.directoryName.utf8)).remove(Self.name)
    }

    /// Connects to the owner; nil when nobody listens. Throws when the other side is somebody else's.
    package func connect() throws -> FileDescriptor? {
        do {
            let directory = try logs.open().directory(Array(Self.directoryName.utf8))
            try check(directory)
            let socket = try system.connect(to: Self.name, in: directory)
            guard isTrusted(try system.peer(of: socket).user) else { throw Self.notTrusted }
            return socket
        } catch let error as SystemError where error.isMissing || error.isRefused {
            return nil
        }
    }

    /// True when an owner may be commanded by a user: its own, or root.
    package func admits(_ user: UInt32) -> Bool { user == system.effectiveUser || user == 0 }

    /// True when commands may be given to an owner of a user: root commands those of others, too.
    private func isTrusted(_ user: UInt32) -> Bool { admits(user) || system.effectiveUser == 0 }

    /// Nobody but the owner may reach the directory: others could put a socket of their own there.
    private func check(_ directory: Directory) throws {
        let information = try system.information(of: directory.descriptor)
        guard isTrusted(information.owner), information.permissions & 0o077 == 0 else {
            throw CommandFailure(
                .inputOutput,
                "\(PathText.shown(directory.shownPath)) is open to other users",
                hint: "run: chmod 700 \(PathText.shown(directory.shownPath))")
        }
    }

    private static let notTrusted = CommandFailure(
        .inputOutput, "the control socket belongs to another user")
}
