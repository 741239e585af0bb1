/// One import of a Swift file, as far as the house rules look at it.
struct ImportStatement: Equatable {
    /// 1-based line.
    let line: Int
    /// The module, without the declaration or submodule behind a dot.
    let module: String
    /// The words before `import`, attributes left out.
    let accessLevel: String?

    private static let accessLevels: Set = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let kinds: Set = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]

    /// All imports of a source text, those in comments and strings left out.
    static func all(in source: SwiftText) -> [ImportStatement] {
        source.codeLines.enumerated().compactMap { index, line in
            var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ";" })
                .map(String.init).filter { !$0.hasPrefix("@") }
            guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                words[..<position].allSatisfy(accessLevels.contains)
            else { return nil }
            let access = words[..<position].first
            words.removeSubrange(...position)
            if let kind = words.first, kinds.contains(kind), words.count > 1 { words.removeFirst() }
            let module = words[0].split(separator: ".")[0]
            return ImportStatement(line: index + 1, module: String(module), accessLevel: access)
        }
    }
}
