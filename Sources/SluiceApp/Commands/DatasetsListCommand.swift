internal import SluiceCore

extension Command {
    /// Lists the datasets.
    package static let datasetsList = Command(
        "datasets list", options: [.json],
        summary: "list the datasets of the station",
        details: """
            In the order in which files are compared with them; the last one judges what belongs to none of the others.
            Datasets are the files data/datasets/*.toml; the university dataset is compiled in.
            """,
        examples: [Example("sluice datasets list", "names, files they take, fields")]
    ) { invocation, context in
        let catalog = try StationSession(invocation, context).datasets.catalog()
        var table = TextTable(["name", "files", ">fields", "location", "title"])
        for dataset in catalog.all {
            guard invocation.has(.json) else {
                table.add([
                    dataset.name, dataset.match.files.joined(separator: " "),
                    "\(dataset.effectiveFields.count)", dataset.location.shown, dataset.title,
                ])
                continue
            }
            context.output.json { json in
                json.text("name", dataset.name)
                json.text("title", dataset.title)
                json.array("files") { json in
                    dataset.match.files.forEach { json.text(nil, $0) }
                }
                json.array("columns") { json in
                    dataset.schema.columns.forEach { json.text(nil, $0.name) }
                }
            }
        }
        if !table.isEmpty { table.lines.forEach(context.output.line) }
        return .done
    }
}

extension LocationSource {
    /// Where the location comes from, in a few words.
    fileprivate var shown: String {
        switch self {
        case .field(let name): "column \(name)"
        case .fileName: "file name"
        case .constant(let name): "always \(name)"
        }
    }
}
