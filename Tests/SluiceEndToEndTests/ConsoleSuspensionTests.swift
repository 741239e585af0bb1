internal import Foundation
internal import SluiceTestKit
internal import Testing

/// A console that is stopped, by key or by SIGTSTP, and goes on.
@Suite("A console that is stopped", .serialized)
struct ConsoleSuspensionTests: ConsoleSuite {
    let station: TemporaryDirectory

    init() throws { station = try Self.newStation() }

    /// True once it has taken the terminal over again so many times, and shows itself.
    private func comesBack(_ terminal: PseudoTerminal, times: Int) -> Bool {
        terminal.wait { terminal in
            let parts = String(decoding: terminal.received, as: UTF8.self)
                .components(separatedBy: Self.entersScreen)
            return parts.count == times + 2 && terminal.screen.text.contains("RUNNING")
        }
    }

    private func isStopped(_ terminal: PseudoTerminal) -> Bool {
        terminal.signal(SIGTSTP)
        return terminal.waitForStop()
    }

    @Test(
        "^Z gives the terminal back, and going on paints everything again",
        arguments: [true, false])
    func suspend(_ byKey: Bool) throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        if byKey { terminal.send("\u{1A}") }
        #expect(byKey ? terminal.waitForStop() : isStopped(terminal))
        #expect(terminal.wait(until: isRestored))
        let before = terminal.received.count
        terminal.signal(SIGCONT)
        #expect(terminal.wait { $0.received.count > before && $0.screen.text.contains("RUNNING") })
        // The palette is the operator's: nothing resets it.
        #expect(!String(decoding: terminal.received, as: UTF8.self).contains("\u{1B}]104"))
        quit(terminal)
    }

    @Test("a signal that came while it was suspended ends it on the normal screen")
    func endWhileSuspended() throws {
        let terminal = try console()
        #expect(terminal.wait(for: "RUNNING"))
        #expect(isStopped(terminal))
        #expect(terminal.wait(until: isRestored))
        let before = terminal.received.count
        terminal.signal(SIGTERM)
        terminal.signal(SIGCONT)
        #expect(terminal.waitForEnd() == 0)
        // It may have been taken over and left once more; left alone, the cursor would go to where it was at the start.
        let after = String(decoding: terminal.received[before...], as: UTF8.self)
        #expect(
            after.ranges(of: Self.entersScreen).count == after.ranges(of: Self.leavesScreen).count)
        #expect(terminal.hasItsModes)
    }

    // Several times: without that care one in four fails.
    @Test(
        "asked to stop while it takes the terminal over, it gives it back all the same",
        arguments: 0..<12)
    func suspendAtOnce(_ start: Int) throws {
        let terminal = try console()
        let deadline = Date(timeIntervalSinceNow: Patience.seconds(20))
        while terminal.hasItsModes, Date() < deadline {}
        #expect(isStopped(terminal))
        #expect(terminal.wait { $0.hasItsModes })
        terminal.settle(milliseconds: 100)
        let text = String(decoding: terminal.received, as: UTF8.self)
        #expect(
            text.ranges(of: Self.entersScreen).count == text.ranges(of: Self.leavesScreen).count)
        #expect(
            text.ranges(of: "\u{1B}[?2004h").count <= text.ranges(of: "\u{1B}[?2004l").count)
        terminal.signal(SIGCONT)
        #expect(terminal.wait(for: "RUNNING"))
        #expect(!String(decoding: terminal.received, as: UTF8.self).contains("\u{1B}]104"))
        quit(terminal)
    }

    @Test("the shell's cursor stays behind what was there, after a dump and after going on")
    func cursorOfTheShell() throws {
        let terminal = try console(rows: 24)
        #expect(terminal.wait(for: "RUNNING"))
        terminal.send("\u{0F}")  // ^O leaves the screen's rows on the normal screen
        #expect(comesBack(terminal, times: 1))
        terminal.send("\u{1A}")
        #expect(terminal.waitForStop())
        #expect(terminal.screen.cursor.row == 23)
        terminal.signal(SIGCONT)
        #expect(comesBack(terminal, times: 2))
        quit(terminal)
        #expect(terminal.screen.cursor.row == 23)
    }
}
