internal import SluiceCore
internal import Testing

@Suite("File summary")
struct FileSummaryTests {
    private func file(
        _ phase: FileSummary.Phase, records: Int = 1_000, milliseconds: Int? = 2_000
    ) -> FileSummary {
        var file = FileSummary(
            id: nil, name: "a.csv", phase: phase, sizeBytes: 1_000, arrivedMicroseconds: 0)
        (file.records, file.milliseconds) = (records, milliseconds)
        return file
    }

    @Test("records per second are those of all the time it took so far")
    func rate() {
        #expect(file(.stored).recordsPerSecond == 500)
        #expect(file(.running(readBytes: 1)).recordsPerSecond == 500)
        #expect(file(.stored, records: 0).recordsPerSecond == nil)
        #expect(file(.stored, milliseconds: 0).recordsPerSecond == nil)
        #expect(file(.stored, milliseconds: nil).recordsPerSecond == nil)
    }

    @Test("the time left follows the bytes, of files that are read for a second or more")
    func left() {
        #expect(file(.running(readBytes: 250)).secondsLeft == 6)
        #expect(file(.running(readBytes: 1_000)).secondsLeft == 0)
        // It grew while it was read.
        #expect(file(.running(readBytes: 2_000)).secondsLeft == 0)
        #expect(file(.running(readBytes: 0)).secondsLeft == nil)
        #expect(file(.running(readBytes: 250), milliseconds: 999).secondsLeft == nil)
        #expect(file(.stored).secondsLeft == nil)
    }
}
