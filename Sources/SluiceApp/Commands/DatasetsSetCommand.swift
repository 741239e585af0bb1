internal import SluiceCore

extension Command {
    /// Changes limits of a dataset.
    package static let datasetsSet = Command(
        "datasets set", operands: .some("DATASET FIELD.LIMIT=N"),
        options: [.holdRows, .reason, .dryRun, .json],
        summary: "change limits of a dataset, and release the records that this frees",
        details: """
            FIELD.minimum=N and FIELD.maximum=N give a numeric field another limit, in the stored unit; without N the
            limit goes. The dataset's file is edited in place with its comments, or written first where the dataset
            is compiled in. What is held and passes now is stored. With --hold-rows stored rows that only the
            new limits refuse are held. All of it is one batch: `sluice quarantine undo` takes back the file and the data.
            """,
        examples: [
            Example(
                "sluice datasets set university mood_score.minimum=-3 mental_health_status.maximum=2",
                "the university's file as it comes: 1 000 of 1 000 records are stored"),
            Example(
                "sluice datasets set lab heat.maximum=50 --hold-rows --dry-run", "what it would do"),
        ]
    ) { invocation, context in
        guard invocation.operands.count > 1 else {
            throw CommandFailure(
                .usage, "`sluice datasets set` needs a dataset and at least one limit",
                hint: "see: sluice help datasets set")
        }
        let name = String(decoding: invocation.operands[0], as: UTF8.self)
        let catalog = try StationSession(invocation, context).datasets.catalog()
        guard let dataset = catalog.dataset(named: name) else {
            throw CommandFailure(
                .noInput, "there is no dataset \(name)",
                hint: "see: sluice datasets list")
        }
        let changes = try RuleChangeText.changes(
            Array(invocation.operands.dropFirst()), of: dataset)
        return try DeskCommand.run(
            .changeRules(
                dataset: name, changes, holdsRows: invocation.has(.holdRows)), invocation, context)
    }
}
