package import SluiceCore

/// The datasets of a station and the files they are defined in.
package struct StationCatalog: Sendable {
    /// The datasets.
    package var catalog: DatasetCatalog
    /// The path of each dataset's file as the configuration names it, by the dataset's name; compiled-in ones have none.
    package var paths: [String: String]

    /// Puts them together.
    package init(catalog: DatasetCatalog, paths: [String: String] = [:]) {
        self.catalog = catalog
        self.paths = paths
    }
}
