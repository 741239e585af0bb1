internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore
internal import Testing

@Suite struct DatasetLibraryTests {
    private func document(_ name: String, _ text: String) throws -> TomlDocument {
        try TomlDocument(parsing: Array(text.utf8), file: name)
    }

    @Test func withoutFilesThereIsTheCompiledInDataset() throws {
        #expect(try DatasetLibrary.catalog(of: [], expressions: .sql) == DatasetCatalog())
    }

    @Test func datasetsKeepTheOrderOfTheFiles() throws {
        let second = DatasetSamples.minimal().replacing("small", with: "other")
        let catalog = try DatasetLibrary.catalog(
            of: [
                document("b", second), document("a", DatasetSamples.minimal()),
            ], expressions: .sql)
        #expect(catalog.all.map(\.name) == ["other", "small", "university"])
    }

    @Test func aFileCanReplaceTheCompiledInDataset() throws {
        var changed = Dataset.university
        changed.title = "changed"
        let catalog = try DatasetLibrary.catalog(
            of: [
                document("u.toml", DatasetWriter.text(of: changed))
            ], expressions: .sql)
        #expect(catalog.fallback == changed)
        #expect(catalog.datasets.isEmpty)
    }

    @Test func theProblemsOfAllFilesAreToldAtOnce() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try DatasetLibrary.catalog(
                of: [
                    document("a", DatasetSamples.minimal()),
                    document("b", DatasetSamples.minimal()),
                    document("c", "name = 1"),
                ], expressions: .sql)
        }
        #expect(
            error.problems.map(\.description).prefix(2) == [
                "b:1:1: the dataset small is defined in a already",
                "c:1:1: the table [time] is missing",
            ])
    }
}
