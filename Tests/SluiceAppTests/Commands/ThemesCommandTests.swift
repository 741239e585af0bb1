internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice themes")
struct ThemesCommandTests {
    private let station: TestStation

    init() throws { station = try TestStation() }

    private func shown(_ line: String) -> String {
        let output = TestOutput()
        #expect(station.run(line, output) == .done)
        return output.text(.output)
    }

    @Test("a new station has all twelve")
    func list() {
        let lines = shown("themes list").split(separator: "\n")
        #expect(lines.count == 13)
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("compiled in") })
    }

    @Test("a file takes the place of the compiled-in theme of its name, and is shown as it stands")
    func file() throws {
        let text = shown("themes show nord")
        #expect(text.hasPrefix("[meta]\nname = nord\n") && text.contains("\nbg      = #"))
        try station.directory.write(text + "# mine\n", to: "themes/nord.theme")
        #expect(shown("themes show nord") == text + "# mine\n")
    }

    @Test("of a name that is not known the nearest is told")
    func unknown() {
        let output = TestOutput()
        #expect(station.run("themes show nrd", output) == .noInput)
        #expect(output.text(.error).contains("did you mean nord?"))
    }
}
