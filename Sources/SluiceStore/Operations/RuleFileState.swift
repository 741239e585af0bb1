internal import SluiceCore

/// A dataset file as it was before a batch, or as it is after it: what the journal keeps, and what is owed to the directory.
package struct RuleFileState: Sendable, Equatable {
    /// Name of the file.
    package let name: String
    /// Its text; nil when there is no file.
    package let text: [UInt8]?

    /// Makes a state.
    package init(name: String, text: [UInt8]?) {
        self.name = name
        self.text = text
    }

    /// Reads what ``journalText(limits:)`` wrote; nil when it is something else.
    init?(journalText: [UInt8]) {
        guard let json = JSONValue(journalText), let name = json["rule_file"]?.text else {
            return nil
        }
        self.init(name: name, text: json["text"]?.text.map { Array($0.utf8) })
    }

    /// JSON; dataset files are UTF-8. The limits that were changed stand beside the text, to be read by operators only.
    func journalText(limits: [String] = []) -> String {
        var json = JSONWriter()
        json.object { json in
            json.text("rule_file", name)
            if !limits.isEmpty {
                json.array("limits") { json in for limit in limits { json.text(nil, limit) } }
            }
            json.text("text", text.map { String(decoding: $0, as: UTF8.self) })
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Writes down within the transaction that the directory is to get this state: whoever sees it committed carries it out.
    func intend(_ connection: Connection) throws(StoreError) {
        let statement = try connection.statement(
            "INSERT OR REPLACE INTO rule_files(name, bytes) VALUES (?1, ?2)")
        statement.bind(name, at: 1)
        statement.bind(bytes: text, at: 2)
        try statement.run()
    }

    /// What is owed to the directory; nothing in a database of an older program.
    static func intended(_ connection: Connection) throws(StoreError) -> [RuleFileState] {
        let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'rule_files'"
        guard try connection.integer(table) == 1 else { return [] }
        let statement = try connection.statement("SELECT name, bytes FROM rule_files ORDER BY name")
        defer { statement.reset() }
        var states: [RuleFileState] = []
        while try statement.step() {
            states.append(
                RuleFileState(name: statement.text(0), text: statement.optionalBytes(1)))
        }
        return states
    }

    /// The file becomes `target`; it must be as this state says, else somebody changed it meanwhile. Without a writer nothing is written.
    ///
    /// With the batch that is taken back or done again, a later one that changed the file is named.
    func turn(
        into target: RuleFileState, _ rules: RuleFiles?, _ connection: Connection, isDry: Bool,
        reversing batch: Int64? = nil
    ) throws(StoreError) {
        guard let rules else {
            throw StoreError(.refused, "the dataset files are out of reach here")
        }
        let current = RuleFileState(name: name, text: try rules.read(name))
        guard current == self else {
            let maker = try batch.flatMap { (batch) throws(StoreError) in
                try current.maker(after: batch, connection)
            }
            let advice =
                maker.map { ", by batch \($0); undo that first" }
                ?? "; restore it, or change the limits anew"
            throw StoreError(.refused, "\(name) has been changed since\(advice)")
        }
        if !isDry { try target.intend(connection) }
    }

    /// The batch behind another that stands and made the file what it is; nil when nobody did by the desk. Linear in the lines of the
    /// journal since.
    private func maker(after batch: Int64, _ connection: Connection) throws(StoreError) -> Int64? {
        let statement = try connection.statement(
            """
            SELECT h.id, j.after FROM journal_entries h
                JOIN journal_entries j ON j.id > h.id AND j.id <= h.id + h.line_count
                WHERE h.id > ?1 AND h.touched IS NOT NULL AND h.action = 'rules'
                    AND h.undone_by IS NULL AND j.file_id IS NULL ORDER BY j.id DESC
            """)
        statement.bind(batch, at: 1)
        defer { statement.reset() }
        while try statement.step() {
            if RuleFileState(journalText: statement.bytes(1)) == self {
                return statement.integer(0)
            }
        }
        return nil
    }
}
