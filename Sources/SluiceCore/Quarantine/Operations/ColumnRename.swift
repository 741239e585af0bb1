/// A column of a rejected file that is a field of the dataset under another name.
package struct ColumnRename: Sendable, Hashable {
    /// The name in the header of the file.
    package var column: String
    /// The canonical name of the field, or another that the dataset knows it by.
    package var field: String

    /// Makes a pair.
    package init(column: String, field: String) {
        self.column = column
        self.field = field
    }
}
