internal import SluiceApp
internal import SluiceCore
internal import Testing

@Suite("Progress line")
struct ProgressLineTests {
    private func text(seconds: Double, total: Int?, _ change: (inout PipelineSnapshot) -> Void)
        -> String?
    {
        var snapshot = PipelineSnapshot()
        change(&snapshot)
        return ProgressLine(startNanoseconds: 100, totalBytes: total)
            .text(snapshot, nowNanoseconds: 100 + UInt64(seconds * 1e9))
    }

    @Test("short work shows nothing")
    func short() {
        #expect(text(seconds: 0.9, total: 1000) { _ in } == nil)
    }

    @Test("bytes, records a second, what is held and the time left are told")
    func full() {
        let line = text(seconds: 10, total: 40_000_000) { snapshot in
            snapshot.totals.bytes = 5_000_000
            snapshot.recordsRead = 50_000
            snapshot.totals.held = 70
            snapshot.running = [.init(name: [0x61], sizeBytes: 35_000_000, readBytes: 5_000_000)]
            snapshot.running[0].held = 5
        }
        #expect(line == "10.0 of 40.0 MB, 1.0 MB/s, 5000 records/s, 75 held, 31 s left")
    }

    @Test("without a known total the running files count, and waiting ones are told")
    func open() {
        let line = text(seconds: 2, total: nil) { snapshot in
            snapshot.running = [.init(name: [0x61], sizeBytes: 2_000_000, readBytes: 1_000_000)]
            snapshot.waitingFiles = 3
        }
        #expect(line == "1.0 of 2.0 MB, 0.5 MB/s, 3 files wait, 3 s left")
    }
}
