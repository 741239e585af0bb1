/// The part of a row by which a dataset knows a record again.
package struct DatasetKey: Sendable, Hashable {
    /// True when the time of the record belongs to the key.
    package let hasTime: Bool
    /// True when the location belongs to the key.
    package let hasLocation: Bool
    /// Indices into the schema's columns of the cells that belong to it, ascending.
    package let columns: [Int]

    /// Makes a key; at least one part belongs to it.
    package init(hasTime: Bool, hasLocation: Bool, columns: [Int]) {
        self.hasTime = hasTime
        self.hasLocation = hasLocation
        self.columns = columns
    }
}
