internal import SluiceCore

/// Kinds whose values are numbers, with or without a unit.
extension OptionKind {
    /// A stretch of time in a range.
    static func duration(_ path: Path<Duration>, in range: ClosedRange<Duration>) -> OptionKind {
        OptionKind(
            name: "duration", expectation: durationExpectation(range), choices: [],
            take: { input, configuration in
                guard let duration = duration(input), range.contains(duration) else {
                    return false
                }
                configuration[keyPath: path] = duration
                return true
            },
            show: { TomlText.quoted(DurationText.text($0[keyPath: path])) })
    }

    /// One to ten stretches of time.
    static func durations(_ path: Path<[Duration]>, in range: ClosedRange<Duration>) -> OptionKind {
        OptionKind(
            name: "durations",
            expectation: "a list of one to ten durations, each " + durationExpectation(range),
            choices: [],
            take: { input, configuration in
                guard let elements = input.elements, (1...10).contains(elements.count) else {
                    return false
                }
                let durations = elements.compactMap(duration).filter(range.contains)
                guard durations.count == elements.count else { return false }
                configuration[keyPath: path] = durations
                return true
            },
            show: { TomlText.list($0[keyPath: path].map(DurationText.text)) })
    }

    /// A number of bytes in a range.
    static func size(_ path: Path<Int64>, in range: ClosedRange<Int64>) -> OptionKind {
        let lowest = ByteSizeText.text(range.lowerBound)
        let highest = ByteSizeText.text(range.upperBound)
        return OptionKind(
            name: "size",
            expectation: "a size such as \"64KiB\" or \"4GiB\", from \(lowest) to \(highest)",
            choices: [],
            take: { input, configuration in
                guard let bytes = input.text.map(ByteSizeText.parse) ?? whole(input),
                    range.contains(bytes)
                else { return false }
                configuration[keyPath: path] = bytes
                return true
            },
            show: { TomlText.quoted(ByteSizeText.text($0[keyPath: path])) })
    }

    /// A whole number in a range.
    static func count(_ path: Path<Int64>, in range: ClosedRange<Int64>) -> OptionKind {
        OptionKind(
            name: "count",
            expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            choices: [],
            take: { input, configuration in
                guard let number = whole(input), range.contains(number) else { return false }
                configuration[keyPath: path] = number
                return true
            },
            show: { String($0[keyPath: path]) })
    }

    /// A share of a hundred.
    static func percent(_ path: Path<Double>) -> OptionKind {
        OptionKind(
            name: "percent", expectation: "a number from 0 to 100", choices: [],
            take: { input, configuration in
                guard let number = number(input), (0...100).contains(number) else { return false }
                configuration[keyPath: path] = number
                return true
            },
            show: { TomlText.number($0[keyPath: path]) })
    }

    private static func durationExpectation(_ range: ClosedRange<Duration>) -> String {
        "a duration such as \"200ms\" or \"1s\", from \(DurationText.text(range.lowerBound)) to "
            + DurationText.text(range.upperBound)
    }

    @Sendable
    private static func duration(_ input: ConfigurationInput) -> Duration? {
        if let text = input.text { return DurationText.parse(text) }
        return number(input).flatMap(DurationText.seconds)
    }

    private static func number(_ input: ConfigurationInput) -> Double? {
        switch input {
        case .text(let text): return Double(text)
        case .value(let value):
            switch value.content {
            case .integer(let number): return Double(number)
            case .number(let number): return number
            default: return nil
            }
        }
    }

    private static func whole(_ input: ConfigurationInput) -> Int64? {
        switch input {
        case .text(let text): Int64(text)
        case .value(let value): if case .integer(let number) = value.content { number } else { nil }
        }
    }
}
