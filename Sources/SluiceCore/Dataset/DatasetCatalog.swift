/// The datasets of a station: those that files are compared with in order, and the one that judges the rest.
package struct DatasetCatalog: Sendable, Hashable {
    /// The datasets in the order in which a file is compared with them.
    package var datasets: [Dataset]
    /// The dataset that judges a file which belongs to none of ``datasets``.
    package var fallback: Dataset

    /// Makes a catalog; without arguments it is that of a station without dataset files.
    package init(_ datasets: [Dataset] = [], fallback: Dataset = .university) {
        self.datasets = datasets
        self.fallback = fallback
    }

    /// Every dataset once, the fallback last.
    package var all: [Dataset] {
        datasets.filter { $0.name != fallback.name } + [fallback]
    }

    /// The dataset of a name; nil when there is none.
    package func dataset(named name: String) -> Dataset? { all.first { $0.name == name } }
}
