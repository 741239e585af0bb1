internal import SluiceCore
@testable internal import SluiceStore
internal import Testing

/// What the journal keeps of an entry.
@Suite struct EntryStateTests {
    private static let states: [EntryState] = {
        var states: [EntryState] = []
        for status in QuarantineStatus.allCases {
            states.append(
                EntryState(status: status, attempts: 1, resolvedAt: nil, touchedBy: nil))
            states.append(
                EntryState(
                    status: status, attempts: 12, resolvedAt: 1_800_000_000_000_000, touchedBy: 7))
        }
        var full = states[1]
        full.raw = Array("a,\u{1F}\"b\"".utf8) + [0xFF]
        full.rawSize = 70_000
        full.findings = [Finding(.range, rule: "range", columnIndex: 3, message: "m")]
        var aside = states[0]
        aside.isAside = true
        return states + [full, aside]
    }()

    @Test(arguments: states.indices) func whatIsWrittenIsRead(_ index: Int) throws {
        let state = Self.states[index]
        let text = Array(state.journalText.utf8)
        let read = try #require(EntryState(journalText: text))
        #expect(read.isSamePlace(as: state))
        #expect(read.raw == state.raw && read.rawSize == state.rawSize)
        #expect(read.findings == state.findings && read.isAside == state.isAside)
        #expect(JSONValue(text)?["status"]?.text == state.status.rawValue, "it is JSON")
    }

    @Test(arguments: [
        "", "{}", "{\"status\":\"held\"", "{\"status\":\"gone\",\"attempts\":1}", "null",
        "{\"status\":\"held\",\"attempts\":}", "{\"status\":\"held\",\"attempts\":1}x",
    ])
    func anythingElseIsNoState(_ text: String) {
        #expect(EntryState(journalText: Array(text.utf8)) == nil)
    }

    @Test func jsonOfAnotherFormIsReadToo() {
        let text = "{ \"attempts\": 3, \"status\": \"discarded\" }"
        #expect(EntryState(journalText: Array(text.utf8))?.attempts == 3)
    }
}
