internal import SluiceCore

/// Reads a `.theme` file: `[meta]`, `[palette]`, `[style]` and, ignored so far, `[glyph]`.
///
/// An unknown role is a warning; anything else that cannot be understood is an error, and then there is no theme.
package struct ThemeReader {
    /// What was found, in the order of the lines.
    package private(set) var problems: [ThemeProblem] = []
    /// The theme; nil when there was an error.
    package var theme: Theme? { problems.contains { !$0.isWarning } ? nil : result }

    private enum Section: String {
        case meta, palette, style, glyph
    }

    private var result: Theme
    private var section: Section?
    private var line = 0

    /// Reads the text of a file; `name` is the theme's name unless the file says another.
    package init(_ text: String, name: String) {
        result = Theme(name: name, variant: .any, palette: [:], styles: [:])
        for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line += 1
            read(Self.trimmed(Self.withoutComment(content)))
        }
        if result.styles[.text] == nil { complain("there is no style for `text`") }
    }

    private mutating func read(_ content: Substring) {
        guard !content.isEmpty else { return }
        if content.first == "[" {
            guard content.last == "]",
                let next = Section(rawValue: String(content.dropFirst().dropLast()))
            else { return complain("unknown section \(data: content)") }
            section = next
            return
        }
        guard let equals = content.firstIndex(of: "=") else {
            return complain("expected `name = value`")
        }
        let key = String(Self.trimmed(content[..<equals]))
        let words = content[content.index(after: equals)...].split(whereSeparator: \.isWhitespace)
        switch section {
        case .meta: readMeta(key, words)
        case .palette: readColor(key, words)
        case .style: readStyle(key, words)
        case .glyph: break
        case nil: complain("a value before the first section")
        }
    }

    private mutating func readMeta(_ key: String, _ words: [Substring]) {
        let value = words.joined(separator: " ")
        switch key {
        case "name": result.name = value
        case "variant":
            guard let variant = Theme.Variant(rawValue: value) else {
                return complain("variant is dark, light or any, not \(data: value)")
            }
            result.variant = variant
        default: complain("unknown key \(data: key)", isWarning: true)
        }
    }

    private mutating func readColor(_ key: String, _ words: [Substring]) {
        var color = ThemeColor()
        for word in words {
            if word.first == "#" {
                guard let components = Self.components(word) else {
                    return complain("\(data: word) is not of the form #rrggbb")
                }
                color.components = components
            } else if let number = UInt8(word) {
                color.index = number
            } else if let basic = ThemeColor.basicNames.firstIndex(of: String(word)) {
                color.basic = UInt8(basic)
            } else if word != "default" {
                return complain("unknown colour \(data: word)")
            }
        }
        if words.isEmpty { return complain("no colour for \(data: key)") }
        result.palette[key] = color
    }

    private mutating func readStyle(_ key: String, _ words: [Substring]) {
        var rest = words[...]
        guard let first = rest.popFirst(), let foreground = color(first) else { return }
        var style = Theme.Style(foreground: foreground, background: nil, attributes: [])
        if rest.first == "on" {
            rest = rest.dropFirst()
            guard let word = rest.popFirst() else { return complain("no colour behind `on`") }
            guard let background = color(word) else { return }
            style.background = background
        }
        for word in rest {
            guard let attribute = TextAttributes.named(word) else {
                return complain("unknown attribute \(data: word)")
            }
            style.attributes.insert(attribute)
        }
        guard let role = StyleRole(rawValue: key) else {
            return complain("unknown role \(data: key)", isWarning: true)
        }
        result.styles[role] = style
    }

    private mutating func color(_ word: Substring) -> ThemeColor? {
        if let color = result.palette[String(word)] { return color }
        complain("the palette has no colour \(data: word)")
        return nil
    }

    private mutating func complain(_ message: SafeText, isWarning: Bool = false) {
        problems.append(ThemeProblem(line: line, isWarning: isWarning, message: message))
    }

    // MARK: Pieces of a line

    /// The line before its comment: a `#` at the start or behind a blank, unless a colour of six digits follows.
    private static func withoutComment(_ line: Substring) -> Substring {
        let bytes = line.utf8
        var isBehindBlank = true
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "#") && isBehindBlank {
                let word = line[index...].prefix { !$0.isWhitespace }
                if components(word) == nil { return line[..<index] }
            }
            isBehindBlank = bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t")
        }
        return line
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }

    private static func components(_ word: Substring) -> ThemeColor.Components? {
        let digits = word.dropFirst()
        guard word.first == "#", digits.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        return ThemeColor.Components(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
    }
}
