import SluiceApp
import SluiceCore
import SluiceSystem
import Testing

@Suite struct LogLineEntryTests {
    @Test(
        "a name looks as in the list of files, whatever bytes it has",
        arguments: [Array("a\tb.csv".utf8), Array("50%.csv".utf8), [0x61, 0xFF]] as [[UInt8]])
    func name(_ name: [UInt8]) {
        let line = LogLine(
            LogEntry(
                microseconds: 0, level: .info, event: "file committed",
                fields: [.init("name", .text(PathText.shown(name)))]))
        #expect(line.fields.map(\.value) == [PathText.ledgerName(name)])
    }
}
