internal import Glibc

/// How long tests wait for what must come: far longer than it takes, and longer still where everything is slow.
package enum Patience {
    /// `TEST_PATIENCE`, or 1: under a sanitizer a test takes ten times as long.
    package static let factor: Int = {
        guard let text = getenv("TEST_PATIENCE") else { return 1 }
        return max(1, Int(String(cString: text)) ?? 1)
    }()

    /// A limit in seconds that is enough on an idle machine, stretched.
    package static func seconds(_ usual: Double) -> Double { usual * Double(factor) }
}
