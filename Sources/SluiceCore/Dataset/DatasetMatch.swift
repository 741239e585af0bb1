/// Which files belong to a dataset: the file's name must match one of the globs, and its header must have the names.
package struct DatasetMatch: Sendable, Hashable {
    /// Globs on the file's name, at least one of which must match; see ``Glob``.
    package var files: [String]
    /// Column names that the header must have, compared as ``HeaderName`` does. When there are none, the columns
    /// that the dataset requires stand for them.
    package var header: [String]

    /// Makes a match; the default takes every `.csv` file.
    package init(files: [String] = ["*.csv"], header: [String] = []) {
        self.files = files
        self.header = header
    }

    /// True when a file name, as bytes, matches one of the globs.
    package func accepts(fileName: [UInt8]) -> Bool {
        files.contains { Glob($0).matches(fileName) }
    }
}
