internal import SluiceCore

/// A text that is looked for in values, numbers and times, without making a text of any of them.
struct HeldNeedle {
    /// What is known of the thousands of the number that was looked at last; most numbers share them with the one before.
    struct Memory {
        fileprivate var thousands: UInt64 = .max
        fileprivate var holds = false
    }

    /// The second that was looked at last; entries of a file share it.
    struct Moment {
        fileprivate var second: Int64?
        fileprivate var day: Int64?
        /// `2026-11-23 12:04:33`.
        fileprivate var text: [UInt8] = []
        fileprivate var holds = false
    }

    /// A needle of digits as what a number may end with.
    private struct Digits {
        let value: UInt64
        /// 10 to the power of their count.
        let power: UInt64
        /// The smallest number that ends with them and has no zero in front.
        let least: UInt64

        /// Nil for other texts, and for more digits than a number has.
        init?(_ text: [UInt8]) {
            guard let first = text.first, text.count <= 18, text.allSatisfy({ $0 &- 48 < 10 })
            else { return nil }
            value = text.reduce(0) { $0 * 10 + UInt64($1 - 48) }
            power = text.reduce(1) { power, _ in power * 10 }
            least = first == 48 ? power : value
        }

        /// True when a number has them at one of so many places, counted from its end.
        func occur(in number: UInt64, places: Int) -> Bool {
            var rest = number
            for _ in 0..<places {
                if rest < least { return false }
                if rest % power == value { return true }
                rest /= 10
            }
            return false
        }
    }

    private let bytes: [UInt8]
    private let digits: Digits?

    /// A needle, in lower case.
    init(_ text: String) {
        bytes = Array(text.utf8)
        digits = Digits(bytes)
    }

    /// True when it is part of a range of bytes, the case of ASCII letters aside.
    func occurs(in values: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard let first = bytes.first else { return true }
        guard range.count >= bytes.count else { return false }
        for start in range.lowerBound...(range.upperBound - bytes.count)
        where Self.lower(values[start]) == first {
            var place = 1
            while place < bytes.count, Self.lower(values[start + place]) == bytes[place] {
                place += 1
            }
            if place == bytes.count { return true }
        }
        return false
    }

    /// True when it is part of a number as that is written, which must not be negative.
    func occurs(in number: Int64, _ memory: inout Memory) -> Bool {
        guard let digits, number >= 0 else { return false }
        let number = UInt64(number)
        let thousands = number / 1000
        if thousands != memory.thousands {
            memory.thousands = thousands
            memory.holds = digits.occur(in: thousands, places: 20)
        }
        return memory.holds || digits.occur(in: number, places: 3)
    }

    /// True when it is part of a moment as lists show it, `2026-11-23 12:04:33`, so far ahead of UTC.
    func occurs(
        inTime microseconds: Int64, zoneSeconds: Int, _ memory: inout Moment
    ) -> Bool {
        let utc = UTCText.floorDivision(microseconds, by: 1_000_000).quotient
        let second = utc &+ Int64(zoneSeconds)
        guard second != memory.second else { return memory.holds }
        memory.second = second
        let (day, clock) = UTCText.floorDivision(second, by: 86_400)
        if day != memory.day {
            memory.day = day
            let date = UTCText.day(microseconds: day &* 86_400_000_000)
            memory.text = Array("\(date) 00:00:00".utf8)
        }
        let end = memory.text.count
        for (place, number) in [(8, clock / 3600), (5, clock / 60 % 60), (2, clock % 60)] {
            memory.text[end - place] = 48 + UInt8(number / 10)
            memory.text[end - place + 1] = 48 + UInt8(number % 10)
        }
        memory.holds = occurs(in: memory.text.span, 0..<end)
        return memory.holds
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 65 < 26 ? byte | 0x20 : byte
    }
}
