extension ListState {
    /// Keeps the cursor on its row, or near where it was, and the row among the visible ones.
    mutating func settle(_ table: Table, rows: Int) {
        if let followedEnd {
            position = followedEnd == .last ? max(0, table.count - 1) : 0
        } else if let selection, table.key(at: position) != selection,
            let index = table.index(of: selection)
        {
            position = index
        }
        position = min(max(0, position), max(0, table.count - 1))
        // The newest row may not be at hand yet: another must not be taken for it.
        let isLost = table.count == 0 || followedEnd != nil
        selection = table.key(at: position) ?? (isLost ? nil : selection)
        let visible = max(1, rows)
        top = min(max(top, position - visible + 1), position)
        top = min(top, max(0, table.count - visible))
    }

    /// The end at which news come in the order of the list; nil in that of a column, where the newest row may be anywhere.
    private var newestEnd: End? {
        guard let sort else { return follows }
        return sort.isOfSource ? follows?.other : nil
    }

    /// The end the cursor keeps to now.
    private var followedEnd: End? { isFollowing ? newestEnd : nil }

    /// Moves the cursor by so many rows, not past the ends.
    mutating func move(by rows: Int, in table: Table) {
        move(to: position + rows, in: table)
    }

    /// Moves the cursor to a position, or to the end that is nearer.
    mutating func move(to target: Int, in table: Table) {
        position = min(max(0, target), max(0, table.count - 1))
        selection = table.key(at: position)
        isFollowing =
            switch newestEnd ?? follows {
            case .first: position == 0
            case .last: position >= table.count - 1
            case nil: false
            }
    }

    /// Puts a mark on a row, or takes it away.
    mutating func toggleMark(_ key: RowKey) {
        if marks.remove(key) == nil { marks.insert(key) }
    }
}
