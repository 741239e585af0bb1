internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore

extension Command {
    /// Checks dataset files.
    package static let datasetsCheck = Command(
        "datasets check", operands: .any("FILE"),
        summary: "check dataset files, with line, column and suggestion",
        details: """
            Without FILE: those of the station. Each problem is a line `file:line:column: message` on the standard
            output. Ends with 1 when there is one.
            """,
        examples: [
            Example("sluice datasets check", "all of the station"),
            Example(
                "sluice datasets check new.toml", "a file before it is put into data/datasets/"),
        ]
    ) { invocation, context in
        do {
            let documents =
                invocation.operands.isEmpty
                ? try StationSession(invocation, context).datasets.documents()
                : try invocation.operands.map { try DatasetFile.document(at: $0, context.system) }
            let catalog = try DatasetLibrary.catalog(of: documents, expressions: .sql)
            context.output.message(
                "\(documents.count) files checked, \(catalog.all.count) datasets")
            return .done
        } catch let error as ConfigurationError {
            error.problems.forEach { context.output.line($0.description) }
            return .invalid
        }
    }
}
