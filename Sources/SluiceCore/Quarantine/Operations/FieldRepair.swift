/// What a bulk repair does to one field of each selected record.
package struct FieldRepair: Sendable, Hashable {
    /// How the new text of the cell comes about.
    package enum Change: Sendable, Hashable {
        /// This text for every record.
        case value(String)
        /// An SQL expression over the record's fields, as numbers where they are numbers and else as text; `v` is the cell itself.
        case expression(String)
        /// The number converted from one unit of the unit catalog to another of the same dimension.
        case conversion(from: String, to: String)
        /// An empty cell is put in at the place of the field; what stands there and behind moves one to the right.
        case insertion
        /// The cell at the place of the field is taken out; what stands behind moves one to the left.
        case removal
    }

    /// What stands for a field where a record has a cell behind the last column of the header; it can only be taken out.
    package static let extraCell = "(extra)"

    /// The canonical name of the field, or ``extraCell``.
    package var field: String
    /// What is done to it.
    package var change: Change

    /// True when the field gets a text that was typed.
    var isText: Bool {
        if case .value = change { return true }
        return false
    }

    /// Makes a repair.
    package init(field: String, change: Change) {
        self.field = field
        self.change = change
    }
}
