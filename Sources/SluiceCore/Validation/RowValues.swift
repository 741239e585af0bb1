/// An accepted record: what its row holds.
package struct RowValues: Sendable, Hashable {
    /// When it was measured.
    package var time: TimeStamp
    /// Where, byte for byte after trimming.
    package var location: [UInt8]
    /// The cells in the order of the schema's columns.
    package var cells: [CellValue]

    /// Makes the values of a row.
    package init(time: TimeStamp, location: [UInt8], cells: [CellValue]) {
        self.time = time
        self.location = location
        self.cells = cells
    }
}
