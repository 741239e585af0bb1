internal import SluiceApp
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Handing files over to the owner of a station")
struct InboxHandOverTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.makeDirectory("inbox")
    }

    private func give(_ name: String, _ system: System = System()) throws -> String {
        let inbox = try system.openDirectory(path: Array(directory.path(of: "inbox").utf8))
        let given = try InboxHandOver(inbox: inbox, system: system)
            .give(Array(directory.path(of: name).utf8))
        return String(decoding: given, as: UTF8.self)
    }

    @Test(
        "a copy appears under a name the inbox takes; the file stays",
        arguments: [
            ("a.csv", "a.csv"), ("a.CSV", "a.csv"), ("a.txt", "a.txt.csv"),
            (".hidden", "hidden.csv"),
        ])
    func names(name: String, inInbox: String) throws {
        try directory.write("x\n1\n", to: name)
        #expect(try give(name) == inInbox)
        #expect(directory.names(in: "inbox") == [inInbox])
        #expect(directory.text(of: "inbox/" + inInbox) == "x\n1\n")
        #expect(directory.text(of: name) == "x\n1\n")
    }

    @Test("a taken name gets a number, nothing is overwritten")
    func taken() throws {
        try directory.write("old", to: "inbox/a.csv")
        try directory.write("new", to: "a.csv")
        #expect(try give("a.csv") == "a.1.csv")
        #expect(try give("a.csv") == "a.2.csv")
        #expect(directory.text(of: "inbox/a.csv") == "old")
    }

    @Test("a failure leaves nothing in the inbox")
    func failure() throws {
        try directory.write("new", to: "a.csv")
        let full = System(faults: FaultInjector { call, _ in call == .write ? 28 : nil })
        #expect(throws: SystemError.self) { try give("a.csv", full) }
        #expect(directory.names(in: "inbox").isEmpty)
    }
}
