package import SluiceCore

/// Puts the dataset files of a station together.
package enum DatasetLibrary {
    /// The catalog of some dataset files, which are compared with a data file in the order given.
    ///
    /// A file that defines `university` takes the place of the compiled-in one, also as the dataset of files that
    /// belong to no other. The rules of all are compiled by `expressions`. Throws everything that is wrong with all of the files.
    package static func catalog(
        of documents: [TomlDocument], expressions: ExpressionCompiler
    ) throws(ConfigurationError) -> DatasetCatalog {
        var datasets: [Dataset] = []
        var definedIn: [String: String] = [:]
        var problems: [ConfigurationProblem] = []
        for document in documents {
            do {
                let dataset = try DatasetReader.read(document, expressions: expressions)
                if let first = definedIn[dataset.name] {
                    problems.append(
                        ConfigurationProblem(
                            .file(document.file, document.nearestPosition(to: [.key("name")])),
                            "the dataset \(dataset.name) is defined in \(first) already"))
                }
                definedIn[dataset.name] = document.file
                datasets.append(dataset)
            } catch {
                problems += error.problems
            }
        }
        if let error = ConfigurationError(inFileOrder: problems) { throw error }
        let fallback = datasets.first { $0.name == Dataset.university.name } ?? .university
        return DatasetCatalog(
            datasets.filter { $0.name != fallback.name }, fallback: fallback)
    }
}
