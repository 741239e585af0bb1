package import SluiceCore
internal import SluiceSystem

/// Which files of a dataset later ones take the place of, by its policy.
extension Store {
    /// A file and the later version that takes its place.
    package struct Supersession: Sendable, Equatable {
        /// The earlier file, by its ledger id.
        package let file: Int64
        /// The later one.
        package let by: Int64
    }

    /// The earlier versions of files that have just been committed and stored rows.
    ///
    /// Outside a group. An index of the names of the dataset's files is made the first time; with it each file costs a search.
    package func supersessions(
        _ policy: SupersessionPolicy, of dataset: String, by files: [(id: Int64, name: [UInt8])]
    ) throws(StoreError) -> [Supersession] {
        try indexNames(of: dataset)
        var pairs: [Supersession] = []
        for file in files {
            let stem = policy.stem(of: file.name)
            let beginning = PathText.ledgerName(stem.beginning)
            for (id, name, _) in try versions(of: dataset, beginning) {
                guard id < file.id, policy.stem(of: name) == stem else { continue }
                pairs.append(Supersession(file: id, by: file.id))
            }
        }
        return pairs
    }

    /// All that is owed in a dataset: files that stand beside a later version of theirs, because the process died between the two.
    ///
    /// Those that were superseded once are left out: an operator has taken that back. Linear in the files of the dataset.
    package func owedSupersessions(
        _ policy: SupersessionPolicy, of dataset: String
    ) throws(StoreError) -> [Supersession] {
        var standing: [SupersessionPolicy.Stem: Int64] = [:]
        var pairs: [Supersession] = []
        for (id, name, stored) in try versions(of: dataset, "").sorted(by: { $0.id > $1.id }) {
            let stem = policy.stem(of: name)
            if let later = standing[stem] {
                guard try supersession(of: id) == nil else { continue }
                pairs.append(Supersession(file: id, by: later))
            } else if stored > 0 {
                standing[stem] = id
            }
        }
        return pairs.reversed()
    }

    /// The files of a dataset that have rows of their own and names that begin so.
    private func versions(
        of dataset: String, _ beginning: String
    ) throws(StoreError) -> [(id: Int64, name: [UInt8], stored: Int64)] {
        // The condition on the dataset is that of the index, word by word.
        let statement = try connection.statement(
            """
            SELECT id, COALESCE(name_bytes, CAST(name AS BLOB)), stored FROM ledger
                WHERE dataset = \(ViewText.literal(dataset))
                    AND name >= ?1 AND name < ?1 || char(1114111)
                    AND status IN ('committed', 'archived') ORDER BY id
            """)
        statement.bind(beginning, at: 1)
        defer { statement.reset() }
        var found: [(id: Int64, name: [UInt8], stored: Int64)] = []
        while try statement.step() {
            found.append((statement.integer(0), statement.bytes(1), statement.integer(2)))
        }
        return found
    }

    /// The head of the batch that took a file's place last, whether it stands or not; nil when none did. Linear in the batches.
    package func supersession(of file: Int64) throws(StoreError) -> JournalEntry? {
        let statement = try connection.statement(
            """
            \(JournalEntry.selection) WHERE j.touched IS NOT NULL AND j.action = 'supersede'
                AND j.file_id = ?1 ORDER BY j.id DESC LIMIT 1
            """)
        statement.bind(file, at: 1)
        defer { statement.reset() }
        return try statement.step() ? JournalEntry(statement) : nil
    }

    private func indexNames(of dataset: String) throws(StoreError) {
        let name = "ledger_names_\(dataset)"
        guard
            try connection.integer(
                "SELECT count(*) FROM sqlite_schema WHERE name = \(ViewText.literal(name))") == 0
        else { return }
        try prepareTransaction()
        try chunks.forgetTables()
        connection.forgetStatements()
        try connection.execute(
            "CREATE INDEX \(name) ON ledger(name) WHERE dataset = \(ViewText.literal(dataset))")
    }
}
