internal import SluiceCore
internal import Testing

@Suite("File roll")
struct FileRollTests {
    private func file(_ id: Int64) -> FileSummary {
        FileSummary(
            id: id, name: "\(id).csv", phase: .stored, sizeBytes: 1, arrivedMicroseconds: id)
    }

    @Test("running files, then waiting ones, then those of the ledger, newest first")
    func order() {
        var roll = FileRoll([file(2), file(1)])
        roll.add(file(3))
        var pipeline = PipelineSnapshot()
        var running = PipelineSnapshot.RunningFile(name: [97], sizeBytes: 10, readBytes: 5)
        running.held = 2
        running.spentNanoseconds = 1_500_000_000
        pipeline.running = [running]
        pipeline.waiting = [
            .init(name: [98], sizeBytes: 1, arrivedMicroseconds: 1, isRetried: false),
            .init(name: [99], sizeBytes: 1, arrivedMicroseconds: 1, isRetried: true),
        ]
        let list = roll.list(with: pipeline) { String(decoding: $0, as: UTF8.self) }
        #expect(list.map(\.name) == ["a", "b", "c", "3.csv", "2.csv", "1.csv"])
        #expect(list.prefix(3).map(\.phase) == [.running(readBytes: 5), .arriving, .retrying])
        #expect(list.first?.held == 2 && list.first?.milliseconds == 1_500)
    }

    @Test("other counts of a file leave the times of its stages")
    func update() {
        var taken = file(1)
        (taken.milliseconds, taken.stages) = (12, [.parse: 5])
        var roll = FileRoll([taken])
        var changed = file(1)
        changed.held = 3
        roll.update(changed)
        let shown = roll.list(with: PipelineSnapshot()) { _ in "" }.first
        #expect(shown?.held == 3 && shown?.milliseconds == 12 && shown?.stages == [.parse: 5])
    }

    @Test("only the newest are kept")
    func bounded() {
        var roll = FileRoll()
        for id in 1...1_000 { roll.add(file(Int64(id))) }
        let list = roll.list(with: PipelineSnapshot()) { _ in "" }
        #expect(list.count == FileRoll.limit && list.first?.id == 1_000)
    }
}
