internal import Testing

@Suite("The repository's layout")
struct LayoutTests {
    private static let allowedNames: Set = [
        "CHANGELOG.md", "LICENSE", "Makefile", "NOTICE", "Package.swift", "README.md", "Sources",
        "Tests", "data", "logs", "quarantine", "themes",
    ]
    /// What running sluice in the repository root may add; git ignores none of it by accident.
    private static let stationNames: Set = ["sluice.toml"]

    @Test("the top directory holds what it should and nothing else")
    func topLevel() throws {
        let names = Set(try Repository.topLevelNames()).subtracting(Self.stationNames)
        #expect(names == Self.allowedNames)
    }

    @Test(
        "the station's directories explain themselves",
        arguments: [
            "data", "quarantine", "logs", "themes",
        ])
    func stationDirectories(_ folder: String) throws {
        let page = try Repository.File(path: folder + "/README.md").text()
        #expect(page.hasPrefix("# \(folder)"))
    }

    @Test("a Swift file has at most 400 lines", arguments: Repository.swiftFiles)
    func fileLength(_ file: Repository.File) throws {
        let count = SwiftText(try file.text()).lines.count
        #expect(count <= 400, "\(file.path) has \(count) lines; split it by responsibility")
    }

    @Test("every test target mirrors a target")
    func testTargets() {
        let sources = Set(Repository.files(under: "Sources").map(\.target))
        let special: Set = ["SluiceTestKit", "SluiceEndToEndTests", "SluiceHouseTests", "Fuzz"]
        let folders = Set(Repository.files(under: "Tests", suffix: ".swift").map(\.target))
        for folder in folders.subtracting(special) {
            #expect(folder.hasSuffix("Tests") && sources.contains(String(folder.dropLast(5))))
        }
    }
}
