/// Reading a time in a compiled format.
extension TimeFormat {
    /// What the directives have yielded so far.
    private struct Parts {
        var year = 0
        var month = 1
        var day = 1
        var dayOfYear: Int?
        var hour = 0
        var isAfternoon: Bool?
        var minute = 0
        var second = 0
        var fraction: UInt64 = 0
        var offset: Int?
        var whole: TimeStamp?

        /// The time of the parts; nil when the calendar has no such day or it lies outside the years 0001 to 9999.
        func time(naiveOffsetMinutes: Int) -> TimeStamp? {
            if let whole { return whole }
            var days: Int
            if let dayOfYear {
                guard dayOfYear <= (CivilDate.isLeap(year) ? 366 : 365) else { return nil }
                days = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch + dayOfYear - 1
            } else {
                let date = CivilDate(year: year, month: month, day: day)
                guard date.isReal else { return nil }
                days = date.daysSinceEpoch
            }
            var hour = hour
            if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
            days *= 86_400
            let seconds = days + hour * 3_600 + minute * 60 + second
            return TimeStamp(
                seconds: seconds - (offset ?? naiveOffsetMinutes * 60), fraction: fraction)
        }
    }

    /// The time of a text that matches as a whole (trim it first); nil when it does not.
    ///
    /// A time without zone is `naiveOffsetMinutes` east of UTC.
    package func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>, naiveOffsetMinutes: Int = 0
    ) -> TimeStamp? {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        if let separator {
            guard range.count > 10, bytes[range.lowerBound + 10] == separator else { return nil }
            if naiveOffsetMinutes == 0 { return TimeText.parse(bytes, range) }
        }
        var parts = Parts()
        var position = range.lowerBound
        let end = range.upperBound
        for element in elements {
            switch element {
            case .literal(let byte):
                guard position < end, bytes[position] == byte else { return nil }
                position += 1
            case .number(let directive, let least):
                let digits =
                    (separator == nil ? least : directive.width ?? 2)...(directive.width ?? 2)
                guard let number = Self.number(bytes, &position, end, digits),
                    directive.allowed.contains(number)
                else { return nil }
                Self.put(number, directive, &parts)
            case .other(let directive):
                guard Self.read(directive, bytes, &position, end, &parts) else { return nil }
            }
        }
        if hasOpenEnd && position < end {
            if bytes[position] == UInt8(ascii: ".") {
                position += 1
                guard let fraction = TimeText.fraction(bytes, &position, end) else { return nil }
                parts.fraction = fraction
            }
            if position < end {
                guard let offset = TimeText.offset(bytes, position..<end) else { return nil }
                parts.offset = offset
                position = end
            }
        }
        return position == end ? parts.time(naiveOffsetMinutes: naiveOffsetMinutes) : nil
    }

    private static func put(_ number: Int, _ directive: TimeDirective, _ parts: inout Parts) {
        switch directive {
        case .year: parts.year = number
        case .shortYear: parts.year = number + (number < 69 ? 2_000 : 1_900)
        case .month: parts.month = number
        case .day: parts.day = number
        case .dayOfYear: parts.dayOfYear = number
        case .hour, .halfDayHour: parts.hour = number
        case .minute: parts.minute = number
        default: parts.second = number
        }
    }

    /// Reads a directive that is no plain number; false when the text does not fit it.
    private static func read(
        _ directive: TimeDirective, _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int,
        _ parts: inout Parts
    ) -> Bool {
        switch directive {
        case .monthName:
            let names = [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ]
            guard let index = word(names, bytes, &position, end) else { return false }
            parts.month = index + 1
        case .halfDay:
            guard let index = word(["am", "pm"], bytes, &position, end) else { return false }
            parts.isAfternoon = index == 1
        case .zoneName:
            guard word(["utc", "gmt"], bytes, &position, end) != nil else { return false }
            parts.offset = 0
        case .fraction:
            guard let fraction = TimeText.fraction(bytes, &position, end) else { return false }
            parts.fraction = fraction
        case .offset:
            guard let offset = offset(bytes, &position, end) else { return false }
            parts.offset = offset
        case .epochSeconds:
            parts.whole = epoch(bytes, &position, end)
            return parts.whole != nil
        default:
            let isNegative = minus(bytes, &position, end)
            guard let magnitude = number(bytes, &position, end, 1...15) else { return false }
            let number = isNegative ? -magnitude : magnitude
            let rest = (number % 1_000 + 1_000) % 1_000
            parts.whole = TimeStamp(
                seconds: (number - rest) / 1_000, fraction: 3 << 32 | UInt64(rest))
            return parts.whole != nil
        }
        return true
    }

    /// Seconds since 1970 with an optional fraction, which counts away from zero as in any number.
    private static func epoch(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
    ) -> TimeStamp? {
        let isNegative = minus(bytes, &position, end)
        guard let magnitude = number(bytes, &position, end, 1...12) else { return nil }
        var seconds = isNegative ? -magnitude : magnitude
        var fraction: UInt64 = 0
        if position < end, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard let digits = TimeText.fraction(bytes, &position, end) else { return nil }
            fraction = digits
        }
        let value = fraction & 0xFFFF_FFFF
        if isNegative && value != 0 {
            let unit = (0..<fraction >> 32).reduce(1 as UInt64) { unit, _ in unit * 10 }
            fraction = fraction - value + (unit - value)
            seconds -= 1
        }
        return TimeStamp(seconds: seconds, fraction: fraction)
    }

    private static func minus(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard position < end, bytes[position] == UInt8(ascii: "-") else { return false }
        position += 1
        return true
    }

    /// As many digits as there are, up to the most allowed; nil when they are too few.
    private static func number(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ digits: ClosedRange<Int>
    ) -> Int? {
        var value = 0
        var count = 0
        while position < end, count < digits.upperBound {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            position += 1
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    /// Index of the word that stands at a position, whatever its case.
    private static func word(
        _ words: [String], _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
    ) -> Int? {
        for (index, word) in words.enumerated() where end - position >= word.utf8.count {
            var next = position
            let isEqual = word.utf8.allSatisfy { letter in
                defer { next += 1 }
                return bytes[next] | 0x20 == letter
            }
            if isEqual {
                position = next
                return index
            }
        }
        return nil
    }

    /// Seconds east of UTC of `Z`, `±hh:mm` or `±hhmm`.
    private static func offset(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
    ) -> Int? {
        guard position < end else { return nil }
        let sign = bytes[position]
        position += 1
        if sign == UInt8(ascii: "Z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let hours = number(bytes, &position, end, 2...2), hours < 24
        else { return nil }
        if position < end, bytes[position] == UInt8(ascii: ":") { position += 1 }
        guard let minutes = number(bytes, &position, end, 2...2), minutes < 60 else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}
