package import SluiceCore

extension FileSummary.Phase {
    /// Its word.
    package var word: SafeText {
        switch self {
        case .arriving: "arriving"
        case .running: "running"
        case .stored: "stored"
        case .partial: "partial"
        case .rejected: "rejected"
        case .duplicate: "duplicate"
        case .superseded: "superseded"
        case .retrying: "retrying"
        }
    }

    /// Its sign.
    package var sign: SafeText {
        switch self {
        case .arriving: "…"
        case .running: "▶"
        case .stored: "✓"
        case .partial, .retrying: "!"
        case .rejected: "✗"
        case .duplicate: "="
        case .superseded: "→"
        }
    }

    /// Sign and word in eleven columns.
    var mark: SafeText {
        if case .superseded = self { return sign + word }
        return "\(sign) \(word)"
    }

    /// How it looks.
    package var role: StyleRole {
        switch self {
        case .arriving: .footerText
        case .running: .levelInfo
        case .stored: .levelOK
        case .partial, .retrying: .levelWarn
        case .rejected: .levelError
        case .duplicate, .superseded: .footerText
        }
    }
}

extension FindingCode {
    /// Its name in four columns.
    package var short: SafeText {
        switch self {
        case .header: "hdr"
        case .empty: "void"
        case .format: "fmt"
        case .limit: "lim"
        case .strict: "strt"
        default: Sanitiser.safe(String(rawValue.lowercased().prefix(4)))
        }
    }
}
