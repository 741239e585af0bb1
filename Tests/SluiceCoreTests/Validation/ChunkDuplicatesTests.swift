import SluiceCore
import Testing

@Suite struct ChunkDuplicatesTests {
    private static let dataset: Dataset = {
        var dataset = Dataset.university
        dataset.duplicates = .quarantine
        dataset.keyFields = ["timestamp", "location_id", "humidity_percent"]
        return dataset
    }()

    private func chunk(_ records: [String], _ dataset: Dataset = dataset) -> RecordChunk {
        var judge = FileJudge(
            catalog: DatasetCatalog([], fallback: dataset), fileName: Array("a.csv".utf8))
        let bytes = Array(([Sample.header] + records).joined(separator: "\n").utf8)
        let chunk = RecordChunk(schema: dataset.schema)
        let header = judge.read(bytes.span, isFinal: true, into: chunk)
        _ = judge.read(bytes.span.extracting(header.consumed...), isFinal: true, into: chunk)
        return chunk
    }

    private let records = [
        Sample.record(3, "10"), Sample.record(3, "20"), Sample.record(4, ""), Sample.record(4, ""),
        Sample.record(1, "2024-05-01 08:00:00.0"), Sample.record(2, "\"10\"\"4\""),
        Sample.record(12, "2"),
    ]

    @Test func findsRowsWhoseKeyAnEarlierRowHas() {
        // 08:00:00.0 is the same moment as 08:00:00.
        #expect(chunk(records).contents.repeatedRows(Self.dataset.key) == [1, 3, 4])
    }

    @Test func findsRowsWhoseKeyALaterRowOrChunkHas() {
        var seen: Set<[UInt8]> = []
        let contents = chunk(records).contents
        #expect(contents.overtakenRows(Self.dataset.key, seen: &seen) == [0, 1, 2])
        #expect(contents.overtakenRows(Self.dataset.key, seen: &seen) == [0, 1, 2, 3, 4, 5])
    }

    @Test func theKeyIsTimeAndLocationUnlessADatasetSaysOtherwise() {
        var dataset = Dataset.university
        #expect(dataset.duplicateRule == nil)
        dataset.duplicates = .skip
        #expect(dataset.problems.isEmpty)
        #expect(
            dataset.duplicateRule
                == DuplicateRule(
                    policy: .skip, key: DatasetKey(hasTime: true, hasLocation: true, columns: [])))
    }

    @Test func holdsThemWithTheirRawBytesAndAggregatesAnew() {
        let chunk = chunk(records)
        chunk.contents.holdDuplicates(rows: [1, 3])
        #expect(chunk.count == 4)
        #expect(chunk.lines == [2, 4, 6, 7])
        #expect(chunk.held.map(\.line) == [3, 5, 8])
        #expect(
            chunk.held.map { $0.findings.map(\.code) } == [[.duplicate], [.duplicate], [.range]])
        #expect(chunk.held.first?.raw == Array(records[1].utf8))
        let alone = self.chunk([records[0], records[2], records[4], records[5]])
        #expect(chunk.cells == alone.cells && chunk.nulls == alone.nulls)
        #expect(chunk.partials.keys == alone.partials.keys)
        #expect(chunk.partials.statistics.map(\.count) == alone.partials.statistics.map(\.count))
    }

    @Test func keepsNoSourcesWithoutNeed() {
        #expect(chunk(records, .university).contents.sources.isEmpty)
    }
}
