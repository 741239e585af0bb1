internal import SluiceApp
internal import Testing

@Suite("Log format")
struct LogLineFormatTests {
    private let entry = LogEntry(
        microseconds: 1_700_000_000_123_456, level: .info, event: "file committed",
        fields: [
            .init("name", .text("a b\"\u{1B}.csv")), .init("stored", .integer(925)),
            .init("read_ms", .milliseconds(12.3456)), .init("dataset", .text("university")),
        ])

    private func text(_ format: LogLineFormat) -> String {
        String(decoding: format.line(entry), as: UTF8.self)
    }

    @Test("text is one line with time, level, event and fields")
    func textLine() {
        #expect(
            text(.text)
                == "2023-11-14T22:13:20.123Z INFO    file committed name=\"a b\\\"␛.csv\" stored=925 "
                + "read_ms=12.346 dataset=university\n")
    }

    @Test("JSON is one object a line")
    func jsonLine() {
        #expect(
            text(.json)
                == #"{"time":"2023-11-14T22:13:20.123Z","level":"info","event":"file committed","#
                + #""name":"a b\"\u001b.csv","stored":925,"read_ms":12.346,"dataset":"university"}"#
                + "\n")
    }

    @Test("levels compare by importance and have the priorities of syslog")
    func levels() {
        #expect(LogLevel.debug < .info && LogLevel.info < .warning && LogLevel.warning < .error)
        #expect(LogLevel.allCases.map(\.priority) == [7, 6, 4, 3])
    }
}
