internal import SluiceSystem

/// Finds a name that is not taken: the name itself, then `.1`, `.2` …
enum FreeName {
    /// Calls `place` with one candidate after the other until one is not taken; answers that candidate.
    ///
    /// `place` must fail with ``SystemError/isTaken`` when its name is taken, and do nothing then.
    static func place(
        _ name: [UInt8], _ place: (_ candidate: [UInt8]) throws(SystemError) -> Void
    ) throws(SystemError) -> [UInt8] {
        var number = 0
        while true {
            let candidate = number == 0 ? name : name + Array(".\(number)".utf8)
            do throws(SystemError) {
                try place(candidate)
                return candidate
            } catch  where error.isTaken && number < 100_000 {
                number += 1
            }
        }
    }
}
