internal import FoundationEssentials
internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore
internal import Testing

/// The dataset files of the repository's own station, and the public data they are for where it lies beside the project.
@Suite struct ShippedDatasetsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    private static let names = names(in: root + "/data/datasets").filter { $0.hasSuffix(".toml") }

    /// What an independent reader counted: stored and held records of all files of a directory that a glob matches.
    struct Expectation: Sendable {
        let directory: String
        let files: String
        let dataset: String
        let fileCount: Int
        let stored: Int
        var held: [String: Int] = [:]
        let locations: Set<String>?
    }

    private static let expectations = [
        Expectation(
            directory: "luftdaten_daily", files: "*sds011*", dataset: "luftdaten_sds011",
            fileCount: 120, stored: 68_785, locations: ["3121"]),
        Expectation(
            directory: "luftdaten_daily", files: "*dht22*", dataset: "luftdaten_dht22",
            fileCount: 40, stored: 22_713, locations: ["2688", "3121"]),
        Expectation(
            directory: "kaggle_iot_temp", files: "*", dataset: "kaggle_iot_temp",
            fileCount: 1, stored: 7371, locations: ["In", "Out"]),
        Expectation(
            directory: "purpleair_snapshot", files: "*", dataset: "purpleair_snapshot",
            fileCount: 1, stored: 14_153, held: ["pm_2.5 RANGE": 1, "pressure RANGE": 9],
            locations: nil),
        Expectation(
            directory: "uci_occupancy", files: "*", dataset: "uci_occupancy",
            fileCount: 1, stored: 20_560, locations: ["office"]),
        Expectation(
            directory: "nab", files: "*", dataset: "nab_temperature",
            fileCount: 2, stored: 29_962, locations: ["ambient", "machine"]),
    ]

    @Test func allOfThemAreReadTogether() throws {
        #expect(Self.names.count == 6)
        let catalog = try Self.catalog()
        #expect(catalog.datasets.map { $0.name + ".toml" } == Self.names)
    }

    @Test func noneOfThemTakesAFileOfTheUniversity() throws {
        let name = Array("university_mental_health_iot_dataset.csv".utf8)
        #expect(try Self.catalog().datasets.allSatisfy { !$0.match.accepts(fileName: name) })
    }

    @Test(
        .enabled(if: !names(in: root + "/../shared/data/nab").isEmpty), arguments: expectations)
    func thePublicDataGoesThroughWithEveryRecordExplained(expected: Expectation) throws {
        let catalog = try Self.catalog()
        let directory = Self.root + "/../shared/data/" + expected.directory
        let glob = Glob(expected.files)
        var fileCount = 0
        var stored = 0
        var findings: [String: Int] = [:]
        var locations: Set<String> = []
        for name in Self.names(in: directory) where glob.matches(Array(name.utf8)) {
            let bytes = try #require(FileManager.default.contents(atPath: directory + "/" + name))
            fileCount += 1
            var judge = FileJudge(catalog: catalog, fileName: Array(name.utf8))
            let chunk = RecordChunk(schema: Dataset.university.schema)
            try Self.judge(Array(bytes), by: &judge, into: chunk) { chunk in
                for finding in chunk.held.flatMap(\.findings) {
                    findings["\(finding.columnName ?? "") \(finding.code.rawValue)", default: 0] +=
                        1
                }
                locations.formUnion(
                    chunk.locationNames.map { String(decoding: $0, as: UTF8.self) })
            }
            try #require(judge.dataset?.name == expected.dataset)
            #expect(judge.counts.records == judge.counts.stored + judge.counts.held)
            stored += judge.counts.stored
        }
        #expect(fileCount == expected.fileCount)
        #expect(stored == expected.stored)
        #expect(findings == expected.held)
        if let names = expected.locations { #expect(locations == names) }
    }

    private static func judge(
        _ bytes: [UInt8], by judge: inout FileJudge, into chunk: RecordChunk,
        each: (RecordChunk) -> Void
    ) throws {
        var rest = bytes[...]
        while true {
            let step = judge.read(rest.span, isFinal: true, into: chunk)
            rest = rest.dropFirst(step.consumed)
            switch step.progress {
            case .headerRead: continue
            case .chunkFull:
                each(chunk)
                chunk.reset(for: chunk.schema)
            case .finished:
                each(chunk)
                return
            case .needsInput, .rejected:
                Issue.record("the file is not read to its end: \(step.progress)")
                return
            }
        }
    }

    private static func catalog() throws -> DatasetCatalog {
        try DatasetLibrary.catalog(
            of: names.map { name in
                let path = root + "/data/datasets/" + name
                let bytes = try #require(FileManager.default.contents(atPath: path))
                return try TomlDocument(parsing: Array(bytes), file: name)
            }, expressions: .sql)
    }

    private static func names(in directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    }
}
