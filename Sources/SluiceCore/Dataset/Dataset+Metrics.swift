extension Dataset {
    /// The metrics that locations can be shown by, in the order of the fields.
    package var metricChoices: [MetricChoice] {
        zip(storedFields, schema.columns).filter(\.1.isMetric).map { field, column in
            MetricChoice(dataset: name, name: column.name, unit: field.unit)
        }
    }
}
