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
            guard Self.needsComment(source.codeLines[index]),
                !Self.requirements.contains(Self.declaredName(source.codeLines[index]))
            else { continue }
            guard !Self.hasComment(above: index, in: source) else { continue }
            Issue.record("\(file.path):\(index + 1): a package declaration without a doc comment")
        }
    }

    /// Names that a protocol of the program requires, and documents: what implements them inherits the comment.
    private static let requirements: Set<String> = {
        var names: Set<String> = []
        for file in sources {
            guard let text = try? file.text(), text.contains("protocol ") else { continue }
            var isInProtocol = false
            for line in SwiftText(text).codeLines {
                if line.contains("protocol ") { isInProtocol = true }
                if line.hasPrefix("}") { isInProtocol = false }
                if isInProtocol { names.insert(declaredName(line)) }
            }
        }
        return names.subtracting([""])
    }()

    /// The name behind `func`, `var` or `let`; empty when the line declares none.
    private static func declaredName(_ line: String) -> String {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let keyword = words.firstIndex(where: { ["func", "var", "let"].contains($0) }),
            keyword + 1 < words.count
        else { return "" }
        return String(words[keyword + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
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
