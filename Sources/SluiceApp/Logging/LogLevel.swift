/// How much a log line matters.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
    /// Details for finding a fault in sluice itself.
    case debug
    /// Something was done.
    case info
    /// Something needs a look: a held record, a refused file, a retry.
    case warning
    /// Something could not be done.
    case error

    /// The priority journald and syslog know it by.
    package var priority: Int {
        switch self {
        case .debug: 7
        case .info: 6
        case .warning: 4
        case .error: 3
        }
    }

    /// Less important levels come first.
    package static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.priority > right.priority
    }
}
