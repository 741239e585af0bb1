@testable internal import SluiceTerminal
internal import Testing

@Suite("What ncurses says of styles is told in fewer bytes")
struct StyleFilterTests {
    /// Frames as ncurses writes them, and what the terminal gets of them.
    private func filtered(_ frames: String...) -> String {
        var filter = StyleFilter(canTurnOff: true)
        return frames.map { String(decoding: filter.filter(Array($0.utf8)), as: UTF8.self) }
            .joined()
    }

    @Test("a style is told once, before what is printed in it")
    func once() {
        #expect(
            filtered("\u{1B}[0m\u{1B}[31ma\u{1B}[0m\u{1B}[31mb", "\u{1B}[0m\u{1B}[31mc")
                == "\u{1B}[31mabc")
    }

    @Test(
        "a colour is given up before text without one, however it was spelled",
        arguments: [
            "38;2;0;205;0", "38:2::0:205:0", "38;5;40", "38:5:40", "32",
        ])
    func givenUp(_ colour: String) {
        let given = filtered("\u{1B}[\(colour)mRUNNING\u{1B}[39;49m /srv")
        #expect(given.hasPrefix("\u{1B}[\(colour)mRUNNING\u{1B}["))
        #expect(given.contains("\u{1B}[39m /srv") || given.contains("\u{1B}[0m /srv"))
    }

    @Test(
        "what follows a colour in parts is its own", arguments: ["38:2::1:2:3;1", "38;2;1;2;3;1"])
    func behindParts(_ parameters: String) {
        #expect(filtered("\u{1B}[\(parameters)ma\u{1B}[39mb").contains("\u{1B}[39mb"))
    }
}
