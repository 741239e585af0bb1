/// A compiled format of times in the manner of `strptime`, for dataset files.
///
/// `%Y` year (4 digits) · `%y` year (2 digits, 69…99 are 19xx) · `%m` month · `%b` month (`Jan` … `Dec`) · `%d` day · `%j` day of
/// the year · `%H` hour · `%I` with `%p` hour and AM/PM · `%M` minute · `%S` second · `%f` fraction (1…9 digits) · `%z` zone
/// (`Z`, `±hh:mm`, `±hhmm`) · `%Z` the word `UTC` or `GMT` · `%s` seconds since 1970, with or without fraction · `%Q`
/// milliseconds since 1970 · `%%`. All else stands for itself, byte for byte.
///
/// Numbers have all their digits, except that `%m %d %H %I` take one digit as well where no digit stands beside them in
/// the format; `%-m` and the like take one digit anywhere. A format that ends with `%S` also takes a fraction and a zone
/// behind it. The formats `%Y-%m-%d %H:%M:%S` and `%Y-%m-%dT%H:%M:%S` are those of ``TimeText``, digits and all.
///
/// A date is required; the time of day may be left out from the right and is then zero.
package struct TimeFormat: Sendable, Hashable {
    /// One piece of a format.
    enum Element: Sendable, Hashable {
        /// A byte that stands for itself.
        case literal(UInt8)
        /// A number of at least so many digits, at most the directive's width.
        case number(TimeDirective, leastDigits: Int)
        /// A directive that is read in its own way.
        case other(TimeDirective)

        var directive: TimeDirective? {
            switch self {
            case .literal: nil
            case .number(let directive, _), .other(let directive): directive
            }
        }
    }

    /// The format as it was written.
    package let pattern: String
    let elements: [Element]
    /// True when a fraction and a zone may follow the last element.
    let hasOpenEnd: Bool
    /// The byte between day and hour when ``TimeText`` reads this format; nil otherwise.
    let separator: UInt8?

    /// Compiles a format; throws where in it the first mistake is.
    package init(_ pattern: String) throws(TimeFormatError) {
        var elements: [Element] = []
        var positions: [TimeDirective: Int] = [:]
        let bytes = Array(pattern.utf8)
        var index = 0
        while index < bytes.count {
            let start = index
            guard bytes[index] == UInt8(ascii: "%") else {
                elements.append(.literal(bytes[index]))
                index += 1
                continue
            }
            index += 1
            let isShort = index < bytes.count && bytes[index] == UInt8(ascii: "-")
            if isShort { index += 1 }
            guard index < bytes.count else {
                throw TimeFormatError(
                    position: start, message: "The format ends within a directive")
            }
            let letter = bytes[index]
            index += 1
            if letter == UInt8(ascii: "%") && !isShort {
                elements.append(.literal(letter))
                continue
            }
            let directive = TimeDirective(rawValue: Character(Unicode.Scalar(letter)))
            guard let directive, !isShort || directive.width != nil && directive != .year else {
                throw TimeFormatError(position: start, message: "There is no such directive")
            }
            guard positions.updateValue(start, forKey: directive) == nil else {
                throw TimeFormatError(position: start, message: "The directive occurs twice")
            }
            if let width = directive.width {
                elements.append(.number(directive, leastDigits: isShort ? 1 : width))
            } else {
                elements.append(.other(directive))
            }
        }
        try Self.checkWhole(positions, end: bytes.count)
        self.pattern = pattern
        self.elements = Self.loosened(elements)
        let hasZone = positions[.offset] != nil || positions[.zoneName] != nil
        hasOpenEnd = elements.last?.directive == .second && !hasZone && positions[.fraction] == nil
        switch pattern {
        case "%Y-%m-%d %H:%M:%S": separator = UInt8(ascii: " ")
        case "%Y-%m-%dT%H:%M:%S": separator = UInt8(ascii: "T")
        default: separator = nil
        }
    }

    /// Lets numbers be one digit where no digit stands beside them.
    private static func loosened(_ elements: [Element]) -> [Element] {
        func isDigits(_ index: Int) -> Bool {
            guard elements.indices.contains(index) else { return false }
            switch elements[index] {
            case .literal(let byte): return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            case .number(let directive, _), .other(let directive): return directive.isDigits
            }
        }
        return elements.indices.map { index in
            guard case .number(let directive, _) = elements[index], directive.mayBeShort,
                !isDigits(index - 1), !isDigits(index + 1)
            else { return elements[index] }
            return .number(directive, leastDigits: 1)
        }
    }

    /// Throws when the directives do not make one time.
    private static func checkWhole(
        _ positions: [TimeDirective: Int], end: Int
    ) throws(TimeFormatError) {
        func has(_ directive: TimeDirective) -> Bool { positions[directive] != nil }
        func require(_ isMet: Bool, _ position: Int?, _ message: String) throws(TimeFormatError) {
            if !isMet { throw TimeFormatError(position: position ?? end, message: message) }
        }
        if let epoch = positions.first(where: { $0.key.isEpoch }) {
            try require(
                positions.count == 1, epoch.value,
                "Seconds since 1970 stand with no other directive")
            return
        }
        try require(has(.year) != has(.shortYear), nil, "The format needs one of %Y and %y")
        let hasMonth = has(.month) || has(.monthName)
        try require(
            hasMonth && has(.day) && !has(.dayOfYear) || has(.dayOfYear) && !hasMonth && !has(.day),
            nil, "The format needs a month and a day, or %j")
        try require(
            !(has(.month) && has(.monthName)), positions[.monthName], "%m and %b are both there")
        try require(
            !(has(.hour) && has(.halfDayHour)), positions[.halfDayHour], "%H and %I are both there")
        try require(
            has(.halfDayHour) == has(.halfDay), positions[.halfDay], "%I and %p go together")
        let hasHour = has(.hour) || has(.halfDayHour)
        try require(!has(.minute) || hasHour, positions[.minute], "Minutes need hours")
        try require(!has(.second) || has(.minute), positions[.second], "Seconds need minutes")
        try require(
            !has(.fraction) || has(.second), positions[.fraction], "A fraction needs seconds")
        try require(
            !(has(.offset) && has(.zoneName)), positions[.zoneName], "%z and %Z are both there")
    }
}
