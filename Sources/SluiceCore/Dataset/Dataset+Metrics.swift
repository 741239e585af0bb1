extension Dataset {
    /// The metrics that locations can be shown by, in the order of the fields.
    package var metricChoices: [MetricChoice] {
        schema.columns.filter(\.isMetric).map { column in
            let field = fields.first { $0.storedName == column.name }
            return MetricChoice(dataset: name, name: column.name, unit: field?.unit ?? "")
        }
    }
}
