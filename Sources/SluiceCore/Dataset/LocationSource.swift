/// Where the place of a record comes from.
package enum LocationSource: Sendable, Hashable {
    /// The text of a field, which is required.
    case field(String)
    /// The file's name: a regular expression that the whole name must match; its first group is the location,
    /// or the whole name when it has none. A file whose name does not match does not belong to the dataset.
    case fileName(pattern: TextPattern)
    /// The same for every record.
    case constant(String)
}
