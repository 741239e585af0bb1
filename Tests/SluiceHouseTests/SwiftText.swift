/// Swift source with comments and string literals blanked out, so that a lexical check sees only code.
struct SwiftText {
    /// The lines of code; a line that was only comment or text is blank.
    let codeLines: [String]
    /// The lines as they stand in the file.
    let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var scanner = Scanner(bytes: Array(text.utf8))
        let code = String(decoding: scanner.blanked(), as: UTF8.self)
        codeLines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// One walk over the bytes; knows nested comments and plain, raw and multi-line strings.
    private struct Scanner {
        var bytes: [UInt8]
        var position = 0

        mutating func blanked() -> [UInt8] {
            while position < bytes.count {
                if starts("//") {
                    blank(until: "\n")
                } else if starts("/*") {
                    blankComment()
                } else if let hashes = stringStart() {
                    blankString(hashes: hashes)
                } else {
                    position += 1
                }
            }
            return bytes
        }

        private func starts(_ text: StaticString, at offset: Int = 0) -> Bool {
            starts("\(text)", at: offset)
        }

        private func starts(_ text: String, at offset: Int = 0) -> Bool {
            bytes[min(position + offset, bytes.count)...].starts(with: text.utf8)
        }

        /// How many `#` open the string literal that starts here; nil when none starts here.
        private func stringStart() -> Int? {
            var hashes = 0
            while starts("#", at: hashes) { hashes += 1 }
            return starts("\"", at: hashes) ? hashes : nil
        }

        private mutating func blankOne(_ count: Int = 1) {
            for _ in 0..<count where position < bytes.count {
                if bytes[position] != UInt8(ascii: "\n") { bytes[position] = UInt8(ascii: " ") }
                position += 1
            }
        }

        private mutating func blank(until end: String) {
            while position < bytes.count && !starts(end) { blankOne() }
        }

        private mutating func blankComment() {
            var depth = 0
            repeat {
                if starts("/*") {
                    depth += 1
                    blankOne(2)
                } else if starts("*/") {
                    depth -= 1
                    blankOne(2)
                } else {
                    blankOne()
                }
            } while depth > 0 && position < bytes.count
        }

        private mutating func blankString(hashes: Int) {
            let marks = String(repeating: "#", count: hashes)
            blankOne(hashes)
            let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
            blankOne(quotes.utf8.count)
            while position < bytes.count && !starts(quotes + marks) {
                if starts("\\" + marks) {
                    blankOne(hashes + 2)
                } else {
                    blankOne()
                }
            }
            blankOne(quotes.utf8.count + hashes)
        }
    }
}
