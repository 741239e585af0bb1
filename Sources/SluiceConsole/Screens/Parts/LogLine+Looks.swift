internal import SluiceCore

extension LogLine.Level {
    /// Its sign.
    var sign: SafeText {
        switch self {
        case .debug: "·"
        case .info: "✓"
        case .warning: "!"
        case .alert: "▲"
        case .error: "✗"
        }
    }

    /// How it looks.
    var role: StyleRole {
        switch self {
        case .debug: .footerText
        case .info: .levelInfo
        case .warning: .levelWarn
        case .alert: .levelAlert
        case .error: .levelError
        }
    }
}
