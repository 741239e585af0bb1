/// Random numbers that are the same in every run and on every machine: SplitMix64 from a seed.
///
/// For simulated data and tests; not for secrets. A number takes about a nanosecond.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose numbers follow from the seed alone.
    package init(seed: UInt64) { state = seed }

    /// A generator of its own for one member of a numbered family: members and families do not resemble each other.
    package init(seed: UInt64, member: UInt64) {
        var family = SeededGenerator(seed: seed)
        // Seed and member must not be exchangeable; an odd factor keeps the members of a family apart.
        var own = SeededGenerator(seed: family.next() &+ member &* 0xD1B5_4A32_D192_ED03)
        state = own.next()
    }

    /// The next number, uniform over all 64-bit values.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number in `0..<bound`; the bound is at least 1 and small against 2⁶⁴, or the numbers are not quite uniform.
    package mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// A number around 0 with about this standard deviation, at most 3.5 of them away: the sum of four uniform ones.
    package mutating func spread(_ deviation: Int) -> Int {
        let bits = next()
        let sum = (0..<4).reduce(0) { $0 + Int(bits >> ($1 * 16) & 0xFFFF) }
        return (sum - 2 * 0xFFFF) * deviation / 37_837
    }
}
