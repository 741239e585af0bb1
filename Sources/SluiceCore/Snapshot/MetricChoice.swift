/// A metric that locations can be shown by.
package struct MetricChoice: Sendable, Hashable {
    /// The dataset it belongs to.
    package var dataset: String
    /// Its name, `aggregated_metrics.metric_name`.
    package var name: String
    /// Its unit as it is shown, such as `°C`; empty when it has none.
    package var unit: String

    /// Makes a choice.
    package init(dataset: String, name: String, unit: String) {
        self.dataset = dataset
        self.name = name
        self.unit = unit
    }
}
