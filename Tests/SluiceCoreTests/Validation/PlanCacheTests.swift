import SluiceCore
import Testing

@Suite struct PlanCacheTests {
    private func names(
        _ files: [(name: String, text: String)], _ catalog: DatasetCatalog
    ) -> [String?] {
        let cache = PlanCache()
        return files.map { file in
            var judge = FileJudge(
                catalog: catalog, fileName: Array(file.name.utf8), cache: cache)
            let chunk = RecordChunk(schema: Dataset.university.schema)
            let bytes = Array(file.text.utf8)
            if case .rejected = judge.read(bytes.span, isFinal: true, into: chunk).progress {
                return nil
            }
            #expect(judge.schema == chunk.schema)
            #expect(judge.binding?.columnCount == file.text.split(separator: ",").count)
            return judge.dataset?.name
        }
    }

    @Test func neverChangesADecision() {
        let small = Dataset(
            name: "small", match: DatasetMatch(files: ["s*.csv"]),
            fields: [DatasetField("v", type: .number)],
            time: TimeSource(fields: ["t"], formats: ["%Y-%m-%d %H:%M:%S"]),
            location: .constant("roof"))
        let catalog = DatasetCatalog([small])
        let wide = Sample.header + ",extra"
        #expect(
            names(
                [
                    ("a.csv", Sample.header), ("b.csv", Sample.header), ("s.csv", Sample.header),
                    ("s.csv", "t,v"), ("s1.csv", "t,v"), ("a.csv", "t,v"), ("s.csv", "v,t"),
                    ("a.csv", wide), ("a.csv", wide), ("a.csv", Sample.header + "\n"),
                ], catalog) == [
                    "university", "university", "university", "small", "small", nil, "small",
                    "university", "university", "university",
                ])
    }
}
