extension FilterExpression {
    /// The terms a filter may have.
    package static let mostTerms = 32

    /// Reads what was typed behind `/`; nothing but blanks lets everything through.
    ///
    /// An open quote reaches to the end, so that a filter can be tried while it is being typed. Throws for a term without
    /// a value, a comparison with what is no finite number, and more terms than ``mostTerms``. Linear in the text.
    package init(_ text: String) throws(FilterProblem) {
        self.init()
        for piece in Self.pieces(text) {
            guard terms.count < Self.mostTerms else {
                throw FilterProblem("more than \(Self.mostTerms) terms")
            }
            terms.append(try Self.term(piece))
        }
    }

    /// One character, and whether it stood in quotes and so means only itself.
    private struct Mark {
        var scalar: Unicode.Scalar
        var isQuoted: Bool
    }

    /// The text cut at blanks that are not in quotes; a pair of quotes with nothing in it is a piece too.
    private static func pieces(_ text: String) -> [ArraySlice<Mark>] {
        var pieces: [ArraySlice<Mark>] = []
        var piece: [Mark]?
        var isQuoted = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                isQuoted.toggle()
                piece = piece ?? []
            } else if isQuoted || !scalar.properties.isWhitespace {
                if piece == nil { piece = [] }
                piece?.append(Mark(scalar: scalar, isQuoted: isQuoted))
            } else if let complete = piece {
                pieces.append(complete[...])
                piece = nil
            }
        }
        if let piece { pieces.append(piece[...]) }
        return pieces
    }

    private static func term(_ piece: ArraySlice<Mark>) throws(FilterProblem) -> Term {
        var rest = piece
        var isNegated = false
        while let first = rest.first, first.scalar == "!", !first.isQuoted {
            isNegated.toggle()
            rest = rest.dropFirst()
        }
        let column = column(of: rest)
        if let column { rest = rest.dropFirst(column.unicodeScalars.count + 1) }
        return Term(
            isNegated: isNegated, column: column?.lowercased(), test: try test(rest, in: piece))
    }

    /// The name before a colon: a letter, then letters, digits, `_`, `-`, `.` and `%`; nil when there is none.
    private static func column(of piece: ArraySlice<Mark>) -> String? {
        guard let colon = piece.firstIndex(where: { $0.scalar == ":" && !$0.isQuoted }),
            let first = piece.first, first.scalar.properties.isAlphabetic,
            piece[..<colon].allSatisfy({ !$0.isQuoted && isNamePart($0.scalar) })
        else { return nil }
        return string(piece[..<colon])
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
            || scalar == "-" || scalar == "." || scalar == "%"
    }

    private static func test(
        _ rest: ArraySlice<Mark>, in piece: ArraySlice<Mark>
    ) throws(FilterProblem) -> Test {
        guard !rest.isEmpty else {
            throw FilterProblem("nothing to look for in \(data: string(piece))")
        }
        for comparison in Comparison.allCases {
            let sign = comparison.rawValue.unicodeScalars
            guard rest.count >= sign.count,
                zip(rest, sign).allSatisfy({ $0.scalar == $1 && !$0.isQuoted })
            else { continue }
            let digits = string(rest.dropFirst(sign.count))
            guard let number = number(digits) else { throw noNumber(digits, after: comparison) }
            return .compare(comparison, number)
        }
        return .contains(string(rest).lowercased())
    }

    /// What is said of digits that are no number; of a decimal comma what to write instead.
    private static func noNumber(_ digits: String, after comparison: Comparison) -> FilterProblem {
        let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
        let meant = parts.joined(separator: ".")
        return parts.count == 2 && number(meant) != nil
            ? FilterProblem("\(data: digits) has a comma, write a point: \(data: meant)")
            : FilterProblem(
                "\(data: comparison.rawValue) wants a number, not \"\(data: digits)\"")
    }

    /// A finite decimal number; words such as `nan` and hexadecimal are none.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }

    private static func string(_ marks: ArraySlice<Mark>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: marks.lazy.map(\.scalar))
        return text
    }
}
