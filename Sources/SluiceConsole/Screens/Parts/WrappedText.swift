internal import SluiceCore

/// Text over several lines, broken between words, and within a word that is wider than a line.
enum WrappedText {
    /// The lines of a text at a width, at least one. Linear in the text.
    static func lines(_ text: SafeText, width: Int, medium: Medium) -> [SafeText] {
        guard width > 0 else { return [text] }
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.string.split(separator: " ") {
            let size = columns(word, medium)
            if used > 0 && used + 1 + size > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 {
                line += " "
                used += 1
            }
            for scalar in word.unicodeScalars {
                let step = columns(String(scalar), medium)
                if used > 0 && used + step > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.unicodeScalars.append(scalar)
                used += step
            }
        }
        return (lines + [line]).map { Sanitiser.safe($0) }
    }

    private static func columns(_ text: some StringProtocol, _ medium: Medium) -> Int {
        CellText(Sanitiser.safe(String(text)), medium: medium).cells.count
    }
}
