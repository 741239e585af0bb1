/// Which batches a filter of the journal lets through.
extension JournalEntry {
    /// A column of the journal, by which it is filtered; the raw value is its id, which a filter can name like the title.
    package enum Column: String, Sendable, CaseIterable {
        /// The number of the batch.
        case batch
        /// When, as UTC.
        case when = "at"
        /// What was done, and of an undo or a redo to which batch.
        case action
        /// How many entries or rows it touched.
        case count
        /// Who.
        case actor
        /// The name of the file it is about.
        case file
        /// The dataset.
        case dataset
        /// Whether it still stands, and by which batch it was taken back.
        case undone
        /// Why.
        case reason

        /// What it is called over the list.
        package var title: String {
            switch self {
            case .when: "when"
            case .action: "what"
            case .actor: "who"
            case .undone: "stands"
            case .reason: "why"
            case .batch, .count, .file, .dataset: rawValue
            }
        }

        /// What a filter of the journal can name.
        package static let names = allCases.map { (id: $0.rawValue, name: $0.title) }
    }

    /// True when every term of a filter holds for the line; linear in terms and texts.
    ///
    /// A term without a column looks at all but the time, in which every digit is found; at that too where it is a time or a date.
    package func passes(_ filter: FilterExpression) -> Bool {
        filter.terms.allSatisfy { term in
            let holds = Column.allCases.contains { column in
                guard term.isAbout(column.rawValue) ?? (column != .when || term.test.isMoment)
                else { return false }
                switch term.test {
                case .contains(let needle):
                    return texts(column, zoneSeconds: term.zoneSeconds).contains {
                        $0.lowercased().contains(needle)
                    }
                case .compare(let comparison, let limit):
                    return number(column).map { comparison.holds($0, limit) } ?? false
                }
            }
            return holds != term.isNegated
        }
    }

    /// Whether it still stands, in words: `stands`, `undone by 7`.
    package var standing: String { undoneBy.map { "undone by \($0)" } ?? "stands" }

    /// What a column shows: of the time the clock of the console, so far ahead of UTC, and the form of commands.
    private func texts(_ column: Column, zoneSeconds: Int) -> [String] {
        switch column {
        case .batch: ["\(batch)"]
        case .when:
            [
                UTCText.clock(microseconds: microseconds &+ Int64(zoneSeconds) * 1_000_000),
                UTCText.timestamp(microseconds: microseconds),
            ]
        case .action: [title]
        case .count: ["\(count)"]
        case .actor: [actor]
        case .file: [fileName]
        case .dataset: [dataset]
        case .undone: [standing]
        case .reason: [reason ?? ""]
        }
    }

    private func number(_ column: Column) -> Double? {
        switch column {
        case .batch: Double(batch)
        case .count: Double(count)
        default: nil
        }
    }
}
