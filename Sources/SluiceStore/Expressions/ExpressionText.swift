internal import SluiceCore

/// Looks through the text of an expression before SQLite does: that it is one expression, and which names it uses.
struct ExpressionText {
    /// Most bytes an expression has.
    static let limit = 4096

    private enum Token: Equatable {
        case word(String)
        case name(String)
        case other(UInt8)
    }

    /// The words and quoted names in it, in lower case: every field it reads is among them.
    private(set) var names: Set<String> = []
    private let bytes: [UInt8]
    private var index = 0
    private var tokens: [(token: Token, offset: Int)] = []

    /// Takes a text apart. Throws for what is no expression: a statement, a parameter, a comment, a parenthesis too many.
    init(_ text: String) throws(ExpressionProblem) {
        bytes = Array(text.utf8)
        guard bytes.count <= Self.limit else {
            throw ExpressionProblem(
                offset: Self.limit, "an expression has at most \(Self.limit) bytes")
        }
        while let offset = skipBlanks() {
            let token = try next()
            tokens.append((token, offset))
        }
        guard !tokens.isEmpty else { throw ExpressionProblem(offset: 0, "there is no expression") }
        try checkParentheses()
        try checkWords()
    }

    private mutating func skipBlanks() -> Int? {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        return index < bytes.count ? index : nil
    }

    private mutating func next() throws(ExpressionProblem) -> Token {
        let byte = bytes[index]
        let following = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch byte {
        case UInt8(ascii: "'"):
            _ = try quoted("a text", until: byte)
            return .other(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "`"):
            return .name(try quoted("a name", until: byte).lowercased())
        case UInt8(ascii: "["):
            return .name(try quoted("a name", until: UInt8(ascii: "]")).lowercased())
        case UInt8(ascii: "-") where following == byte,
            UInt8(ascii: "/") where following == UInt8(ascii: "*"):
            throw ExpressionProblem(offset: index, "an expression has no comments")
        case UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "@"),
            UInt8(ascii: "$"), UInt8(ascii: "#"), 0:
            throw ExpressionProblem(
                offset: index, "\(Self.shown(byte)) cannot stand in an expression")
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return number()
        case _ where Self.isLetter(byte):
            let start = index
            while index < bytes.count, Self.isLetter(bytes[index]) || Self.isDigit(bytes[index]) {
                index += 1
            }
            return .word(String(decoding: bytes[start..<index], as: UTF8.self))
        default:
            index += 1
            return .other(byte)
        }
    }

    /// A number's digits, mark, exponent and hexadecimal letters; what they mean is left to SQLite.
    private mutating func number() -> Token {
        while index < bytes.count,
            Self.isDigit(bytes[index]) || Self.isLetter(bytes[index])
                || bytes[index] == UInt8(ascii: ".")
        {
            index += 1
        }
        return .other(UInt8(ascii: "0"))
    }

    private mutating func quoted(
        _ what: String, until end: UInt8
    ) throws(ExpressionProblem) -> String {
        let start = index
        var content: [UInt8] = []
        index += 1
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == end {
                guard index < bytes.count, bytes[index] == end, end != UInt8(ascii: "]") else {
                    return String(decoding: content, as: UTF8.self)
                }
                index += 1
            }
            content.append(byte)
        }
        throw ExpressionProblem(offset: start, "\(what) is not closed")
    }

    /// The expression is put in parentheses: it must not close them.
    private func checkParentheses() throws(ExpressionProblem) {
        var open: [Int] = []
        for (token, offset) in tokens {
            if token == .other(UInt8(ascii: "(")) { open.append(offset) }
            if token == .other(UInt8(ascii: ")")), open.popLast() == nil {
                throw ExpressionProblem(offset: offset, "a parenthesis is closed that is not open")
            }
        }
        if let offset = open.last {
            throw ExpressionProblem(offset: offset, "a parenthesis is not closed")
        }
    }

    private mutating func checkWords() throws(ExpressionProblem) {
        for (position, (token, offset)) in tokens.enumerated() {
            switch token {
            case .name(let name):
                names.insert(name)
            case .word(let word):
                names.insert(word.lowercased())
                let isCall =
                    position + 1 < tokens.count
                    && tokens[position + 1].token == .other(UInt8(ascii: "("))
                if ExpressionFunctions.refusedWords.contains(word.uppercased()) {
                    throw ExpressionProblem(
                        offset: offset, "\(word.uppercased()) cannot stand in an expression")
                }
                if isCall, !Self.precedesParenthesis.contains(word.uppercased()),
                    !ExpressionFunctions.isAllowed(word)
                {
                    throw ExpressionProblem(
                        offset: offset, "there is no function \(word) here",
                        suggestion: NearestName.of(word, among: ExpressionFunctions.allowed))
                }
            case .other: break
            }
        }
    }

    /// The expression with divisions of real numbers only.
    ///
    /// SQL divides whole numbers, which it makes of texts too, and drops the rest without a word: `5/9` is 0 there, and
    /// `replace(v, 'C', '')/5` of `12C` is 2.
    var withRealDivisions: String {
        var result = bytes
        for (token, offset) in tokens.reversed() where token == .other(UInt8(ascii: "/")) {
            result.insert(contentsOf: "*1.0".utf8, at: offset)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Keywords behind which a parenthesis is not that of a call.
    private static let precedesParenthesis: Set<String> = [
        "AND", "OR", "NOT", "IN", "IS", "BETWEEN", "LIKE", "GLOB", "ESCAPE", "CASE", "WHEN",
        "THEN", "ELSE", "CAST", "COLLATE", "AS", "DISTINCT", "ISNULL", "NOTNULL",
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    private static func shown(_ byte: UInt8) -> String {
        byte == 0 ? "NUL" : String(Unicode.Scalar(byte))
    }
}
