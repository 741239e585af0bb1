internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("sluice config show")
struct ConfigShowCommandTests {
    private let station: TestStation
    private let output = TestOutput()

    init() throws { station = try TestStation() }

    @Test("keys and actions that there are not are told with the name of the setting")
    func keys() throws {
        try station.directory.write(
            "[keys]\nnosuch = \"x\"\nqiut = \"^Q\"\nzoom = \"Ctrl-Z\"\n", to: "sluice.toml")
        #expect(station.run("config show", output) == .configuration)
        let text = output.text(.error)
        #expect(text.contains("keys.nosuch: there is no action of this name"))
        #expect(text.contains("keys.qiut: there is no action of this name: did you mean quit?"))
        #expect(text.contains("keys.zoom: Ctrl-Z is not a key"))
        try station.directory.write("[keys]\nquit = \"^Q F10\"\n", to: "sluice.toml")
        #expect(station.run("config show", TestOutput()) == .done)
    }
}
