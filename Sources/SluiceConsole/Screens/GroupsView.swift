package import SluiceCore

/// Which quarantine entries are put into groups, and by what.
package struct GroupsView: Sendable, Hashable {
    /// What entries of a group have in common.
    package enum Grouping: String, Sendable, CaseIterable {
        /// Reason, field and value shape: the same fault by the same cause.
        case fault
        /// The reason alone.
        case reason
        /// The field alone.
        case field
        /// The file alone.
        case file
        /// The location alone.
        case location
        /// The value's shape alone.
        case shape

        /// What the store is asked to group by.
        package var dimensions: [QuarantineGroup.Dimension] {
            switch self {
            case .fault: [.reason, .field, .shape]
            case .reason: [.reason]
            case .field: [.field]
            case .file: [.file]
            case .location: [.location]
            case .shape: [.shape]
            }
        }

        /// What comes after it when the operator goes through them.
        package var next: Grouping {
            let all = Self.allCases
            let place = all.firstIndex(of: self) ?? 0
            return all[(place + 1) % all.count]
        }
    }

    /// What the entries must match.
    package var filter = FilterExpression()
    /// Entries of this file only; nil for all.
    package var fileID: Int64?
    /// Entries of this group only; nil for all.
    package var group: QuarantineGroup.Key?
    /// What they have in common.
    package var grouping: Grouping = .fault

    /// Everything that is held, by fault.
    package init() {}

    /// The entries, as a question names them.
    package var query: QuarantineQuery {
        var query = QuarantineQuery()
        query.filter = filter
        query.fileID = fileID
        query.group = group
        return query
    }

    /// A group of these as it is among all that is held: with what the group they are of has in common.
    func whole(_ key: QuarantineGroup.Key) -> QuarantineGroup.Key {
        guard var whole = group else { return key }
        whole.code = key.code ?? whole.code
        whole.field = key.field ?? whole.field
        whole.fileID = key.fileID ?? whole.fileID
        whole.location = key.location ?? whole.location
        whole.shape = key.shape ?? whole.shape
        return whole
    }
}
