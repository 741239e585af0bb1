import SluiceCore
import Testing

@Suite struct HeaderBindingTests {
    private let good = Sample.good.joined(separator: ",")

    private func rejection(_ header: String) -> [Finding]? {
        JudgedFile(header + "\n" + good).rejection
    }

    @Test func namesTheRequiredColumnThatIsMissing() {
        let header = Sample.header.replacing("mood_score,", with: "")
        let findings = rejection(header)
        #expect(findings?.map(\.code) == [.header])
        #expect(
            findings?.first?.message
                == "required column mood_score is missing; the header has 11 columns")
        #expect(findings?.first?.columnName == "mood_score")
    }

    @Test(arguments: ["mood_score", "Mood-Score", "extra", ""])
    func refusesANameThatOccursTwice(_ name: String) {
        #expect(rejection(Sample.header + ",extra,,\(name)")?.map(\.code) == [.header])
    }

    @Test func comparesNamesInLowerCaseWithOneUnderscore() {
        let header = Sample.header.replacing("temperature_celsius", with: " Temperature -Celsius\t")
            .replacing("mood_score", with: "\"MOOD SCORE\"")
        #expect(rejection(header) == nil)
    }

    @Test func acceptsAnyOrderAndIgnoresOtherColumns() {
        let names = Sample.header.split(separator: ",").reversed().joined(separator: ",")
        let cells = Sample.good.reversed().joined(separator: ",")
        let file = JudgedFile(names + ",note\n" + cells + ",x\n")
        let usual = JudgedFile(Sample.header + "\n" + good)
        #expect(file.rows == usual.rows)
    }

    @Test(arguments: ["humidity_percent", "air_quality_index"])
    func doesWithoutOptionalColumns(_ name: String) throws {
        let file = JudgedFile(
            Sample.header.replacing(name, with: "other") + "\n" + good)
        let slot = try #require(
            Dataset.university.schema.columns.firstIndex { $0.name == name })
        #expect(file.rows.first?.cells[slot] == .missing)
    }

    @Test func refusesFilesWithoutARecord() {
        for text in ["", "\n", "\r\n\n\r\n", "\u{FEFF}", "\u{FEFF}\n"] {
            #expect(JudgedFile(text).rejection?.map(\.code) == [.empty], "\(text.debugDescription)")
        }
    }

    @Test func takesAHeaderWithoutRecords() {
        for text in [Sample.header, "\u{FEFF}\n\r\n" + Sample.header + "\r\n\n"] {
            let file = JudgedFile(text)
            #expect(file.rejection == nil)
            #expect(file.judge.counts.records == 0)
            #expect(file.judge.header == Array(Sample.header.utf8))
        }
    }

    @Test func countsLinesBeforeTheHeader() {
        let file = JudgedFile("\n\n" + Sample.header + "\n\n" + good)
        #expect(file.rows.map(\.line) == [5])
    }

    @Test(arguments: [
        [0xFF, 0xFE, 0x74, 0], [0xFE, 0xFF, 0, 0x74], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF],
        [0x74, 0, 0x69, 0, 0x0A, 0], [0x0A, 0, 0x74, 0],
    ])
    func refusesWhatIsNotUTF8(_ start: [UInt8]) {
        #expect(JudgedFile(start + Array(good.utf8)).rejection?.map(\.code) == [.format])
    }

    @Test func refusesAHeaderThatIsTooWide() {
        let wide = (0..<1100).map { ",c\($0)" }.joined()
        #expect(rejection(Sample.header + wide)?.map(\.code) == [.limit])
        let widest = (0..<(1024 - 12)).map { ",c\($0)" }.joined()
        #expect(rejection(Sample.header + widest) == nil)
    }

    @Test func refusesAHeaderWithMalformedQuoting() {
        #expect(rejection("\"" + Sample.header)?.map(\.code) == [.header])
    }

    @Test func aBlankLineIsAHeaderWithoutNames() {
        #expect(JudgedFile("  \n" + Sample.header).rejection?.first?.code == .header)
    }
}
