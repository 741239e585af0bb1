internal import Glibc

/// What the tests are told of a sanitizer they run under; it holds for the programs that they start, too.
package enum Sanitizer {
    /// The variables that say it, as this process has them; empty in an ordinary run.
    package static let environment: [String: String] = {
        var found: [String: String] = [:]
        for name in ["LD_PRELOAD", "TSAN_OPTIONS", "ASAN_OPTIONS"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }()
}
