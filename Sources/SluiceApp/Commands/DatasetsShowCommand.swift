internal import SluiceConfig
internal import SluiceCore

extension Command {
    /// Prints a dataset as the TOML it equals.
    package static let datasetsShow = Command(
        "datasets show", operands: .one("NAME"),
        summary: "print a dataset as the dataset file it equals",
        details:
            "Without the comments of the file it came from. The compiled-in one is printed, too.",
        examples: [
            Example("sluice datasets show university", "the compiled-in dataset, to start from")
        ]
    ) { invocation, context in
        let catalog = try StationSession(invocation, context).datasets.catalog()
        let name = String(decoding: invocation.operands[0], as: UTF8.self)
        guard let dataset = catalog.dataset(named: name) else {
            let nearest = NearestName.of(name, among: catalog.all.map(\.name))
            throw CommandFailure(
                .noInput, "there is no dataset \(name)",
                hint: nearest.map { "did you mean \($0)?" } ?? "see: sluice datasets list")
        }
        context.output.block(DatasetWriter.text(of: dataset))
        return .done
    }
}
