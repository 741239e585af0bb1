internal import Testing

@Suite("Documentation")
struct DocumentationTests {
    private static let sources = Repository.files(under: "Sources", suffix: ".swift")
    private static let modifiers: Set = [
        "package", "public", "open", "static", "final", "mutating", "nonmutating", "consuming",
        "borrowing", "nonisolated", "nonisolated(unsafe)", "indirect", "unowned", "weak", "lazy",
        "convenience", "required", "private(set)", "fileprivate(set)", "internal(set)", "dynamic",
    ]

    @Test("every package declaration has a doc comment", arguments: sources)
    func packageDeclarations(_ file: Repository.File) throws {
        let source = SwiftText(try file.text())
        for index in source.codeLines.indices {
            guard Self.needsComment(source.codeLines[index]) else { continue }
            guard !Self.hasComment(above: index, in: source) else { continue }
            Issue.record("\(file.path):\(index + 1): a package declaration without a doc comment")
        }
    }

    @Test("the check sees what it should")
    func check() {
        let source = SwiftText(
            """
            /// Said.
            @inlinable
            package func said() {}
            package func unsaid() {}
            package override func inherited() {}
            package import SluiceCore
            package extension Array {}
            // not a doc comment
            @inlinable package static var unsaid: Int { 0 }
            """)
        let bad = source.codeLines.indices.filter {
            Self.needsComment(source.codeLines[$0]) && !Self.hasComment(above: $0, in: source)
        }
        #expect(bad == [3, 8])
    }

    private static func needsComment(_ line: String) -> Bool {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
            .drop { $0.hasPrefix("@") }
        guard
            words.prefix(while: { modifiers.contains($0) }).contains(where: {
                $0 == "package" || $0 == "public" || $0 == "open"
            })
        else { return false }
        guard let keyword = words.first(where: { !modifiers.contains($0) }) else { return false }
        let name = keyword.prefix { $0.isLetter }
        return ["func", "var", "let", "init", "subscript", "struct", "class", "enum", "actor"]
            .contains(name) || ["protocol", "typealias", "case", "macro"].contains(name)
    }

    /// True when the lines above, attributes skipped, end in a doc comment.
    private static func hasComment(above index: Int, in source: SwiftText) -> Bool {
        var line = index - 1
        while line >= 0 {
            let text = source.lines[line].drop { $0 == " " }
            if text.hasPrefix("///") || text.hasPrefix("*/") { return true }
            let code = source.codeLines[line].drop { $0 == " " }
            guard code.hasPrefix("@") || code.hasPrefix("#if") else { return false }
            line -= 1
        }
        return false
    }
}
