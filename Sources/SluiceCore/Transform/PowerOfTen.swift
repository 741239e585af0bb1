/// Powers of ten as divisors: exact 128-by-64-bit division by multiplication.
///
/// The machine's own 128-bit division costs several times as much, and the standard library reaches it through a call.
/// The method is that of Möller and Granlund, "Improved division by invariant integers" (2011), algorithm 4.
struct PowerOfTen: Sendable {
    /// The power shifted left until its highest bit is set.
    let divisor: UInt64
    /// The 65-bit reciprocal `(2^128 - 1) / divisor` without its highest bit.
    let reciprocal: UInt64
    /// By how many bits the power was shifted.
    let leadingZeros: Int

    /// 10^0 … 10^19 in this order, all powers that fit 64 bits.
    static let table: [PowerOfTen] = [
        PowerOfTen(divisor: 0x8000000000000000, reciprocal: 0xFFFFFFFFFFFFFFFF, leadingZeros: 63),
        PowerOfTen(divisor: 0xA000000000000000, reciprocal: 0x9999999999999999, leadingZeros: 60),
        PowerOfTen(divisor: 0xC800000000000000, reciprocal: 0x47AE147AE147AE14, leadingZeros: 57),
        PowerOfTen(divisor: 0xFA00000000000000, reciprocal: 0x0624DD2F1A9FBE76, leadingZeros: 54),
        PowerOfTen(divisor: 0x9C40000000000000, reciprocal: 0xA36E2EB1C432CA57, leadingZeros: 50),
        PowerOfTen(divisor: 0xC350000000000000, reciprocal: 0x4F8B588E368F0846, leadingZeros: 47),
        PowerOfTen(divisor: 0xF424000000000000, reciprocal: 0x0C6F7A0B5ED8D36B, leadingZeros: 44),
        PowerOfTen(divisor: 0x9896800000000000, reciprocal: 0xAD7F29ABCAF48578, leadingZeros: 40),
        PowerOfTen(divisor: 0xBEBC200000000000, reciprocal: 0x5798EE2308C39DF9, leadingZeros: 37),
        PowerOfTen(divisor: 0xEE6B280000000000, reciprocal: 0x12E0BE826D694B2E, leadingZeros: 34),
        PowerOfTen(divisor: 0x9502F90000000000, reciprocal: 0xB7CDFD9D7BDBAB7D, leadingZeros: 30),
        PowerOfTen(divisor: 0xBA43B74000000000, reciprocal: 0x5FD7FE17964955FD, leadingZeros: 27),
        PowerOfTen(divisor: 0xE8D4A51000000000, reciprocal: 0x19799812DEA11197, leadingZeros: 24),
        PowerOfTen(divisor: 0x9184E72A00000000, reciprocal: 0xC25C268497681C26, leadingZeros: 20),
        PowerOfTen(divisor: 0xB5E620F480000000, reciprocal: 0x6849B86A12B9B01E, leadingZeros: 17),
        PowerOfTen(divisor: 0xE35FA931A0000000, reciprocal: 0x203AF9EE756159B2, leadingZeros: 14),
        PowerOfTen(divisor: 0x8E1BC9BF04000000, reciprocal: 0xCD2B297D889BC2B6, leadingZeros: 10),
        PowerOfTen(divisor: 0xB1A2BC2EC5000000, reciprocal: 0x70EF54646D496892, leadingZeros: 7),
        PowerOfTen(divisor: 0xDE0B6B3A76400000, reciprocal: 0x2725DD1D243ABA0E, leadingZeros: 4),
        PowerOfTen(divisor: 0x8AC7230489E80000, reciprocal: 0xD83C94FB6D2AC34A, leadingZeros: 0),
    ]

    /// Quotient and remainder of `high * 2^64 + low` by the divisor; `high` must be less than the divisor.
    @inline(__always)
    func divide(high: UInt64, low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
        let product = reciprocal.multipliedFullWidth(by: high)
        let (sum, carry) = product.low.addingReportingOverflow(low)
        var quotient = product.high &+ high &+ (carry ? 1 : 0) &+ 1
        var remainder = low &- quotient &* divisor
        if remainder > sum {
            quotient &-= 1
            remainder &+= divisor
        }
        if remainder >= divisor {
            quotient &+= 1
            remainder &-= divisor
        }
        return (quotient, remainder)
    }
}
