internal import Testing

@Suite("Imports follow the table of the article Architecture")
struct ImportTests {
    private static let sources = Repository.files(under: "Sources", suffix: ".swift")

    private func table() throws -> ImportTable {
        let article = Repository.File(path: "Sources/SluiceApp/SluiceApp.docc/Architecture.md")
        return ImportTable(markdown: try article.text())
    }

    @Test("every target with Swift files has a row in the table")
    func everyTargetIsListed() throws {
        let targets = Set(Self.sources.map(\.target))
        #expect(targets.count >= 7)
        #expect(targets.isSubset(of: Set(try table().allowed.keys)))
    }

    @Test("a file imports only what its target may", arguments: sources)
    func fileFollowsTheTable(_ file: Repository.File) throws {
        let allowed = try table().allowed[file.target] ?? []
        for statement in ImportStatement.all(in: SwiftText(try file.text())) {
            #expect(
                allowed.contains(statement.module),
                "\(file.path):\(statement.line): \(file.target) may not import \(statement.module)")
        }
    }

    @Test("every import of the program states its access level", arguments: sources)
    func importStatesItsAccessLevel(_ file: Repository.File) throws {
        for statement in ImportStatement.all(in: SwiftText(try file.text())) {
            #expect(
                statement.accessLevel != nil,
                "\(file.path):\(statement.line): write `internal import \(statement.module)`")
        }
    }

    @Test("each C module has one importer, and no C code beyond headers and one bridge")
    func cModulesAreBridges() throws {
        let table = try table()
        let folders = Set(Repository.files(under: "Sources").map(\.target))
        for module in folders where table.allowed[module] == nil {
            let importers = table.allowed.filter { $0.value.contains(module) }.map(\.key)
            #expect(importers.count == 1, "\(module) is imported by \(importers.sorted())")
            for file in Repository.files(under: "Sources/\(module)") {
                let isBridge =
                    file.path.hasSuffix(".h") || file.path.hasSuffix("module.modulemap")
                    || file.path == "Sources/\(module)/\(module).cpp"
                #expect(isBridge, "\(file.path) is neither a header nor a module map")
            }
        }
    }

    @Test("the reader of imports knows their forms and is not fooled by comments and strings")
    func readerOfImports() {
        let source = SwiftText(
            """
            // import Wrong
            /* import Wrong /* import Wrong */ import Wrong */
            let text = "import Wrong"
            let raw = #"import "Wrong""#
            import Plain
            package import Loud
            @preconcurrency internal import Dispatch
            @_exported public import struct Deep.Part
            internal import Sub.Module;
            """)
        let found = ImportStatement.all(in: source)
        #expect(found.map(\.module) == ["Plain", "Loud", "Dispatch", "Deep", "Sub"])
        #expect(found.map(\.accessLevel) == [nil, "package", "internal", "public", "internal"])
        #expect(found.map(\.line) == [5, 6, 7, 8, 9])
    }
}
