/// How the program ends: the one map of exit statuses, after sysexits.h where it has one.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// Done; also the end by SIGTERM.
    case done = 0
    /// Done, and some record or file was invalid.
    case invalid = 1
    /// The command line is wrong.
    case usage = 64
    /// There is no such input or station.
    case noInput = 66
    /// The database is unavailable.
    case unavailable = 69
    /// A fault of sluice itself.
    case internalFault = 70
    /// Something cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// The station is owned by another instance.
    case owned = 75
    /// The configuration is wrong.
    case configuration = 78
    /// An operation was ended by Ctrl-C or a signal before it was done; nothing was changed.
    case cancelled = 130

    /// What the status means, for help.
    package var summary: String {
        switch self {
        case .done: "done"
        case .invalid: "done, and some record or file was invalid"
        case .usage: "wrong usage"
        case .noInput: "no such input or station"
        case .unavailable: "database unavailable"
        case .internalFault: "internal fault"
        case .cannotCreate: "cannot create"
        case .inputOutput: "input or output failed"
        case .owned: "the station is owned by another instance"
        case .configuration: "wrong configuration"
        case .cancelled: "cancelled by the operator, nothing changed"
        }
    }
}
