internal import SluiceCore

/// Ids of the names that rows refer to: locations, headers and the words of findings. Bounded in memory.
struct NameCache {
    private struct Words: Hashable {
        let code: FindingCode
        let rule: String
        let message: String
        let columnIndex: Int?
        let columnName: String?
    }

    private static let limit = 8192

    private let connection: Connection
    private let entersLocations: Bool
    private var locations: [[UInt8]: Int64] = [:]
    private var headers: [[UInt8]: Int64] = [:]
    private var kinds: [Words: Int64] = [:]

    /// An empty cache on a connection; without entering, a location that is new gets the id 0, which no row has.
    init(_ connection: Connection, entersLocations: Bool = true) {
        self.connection = connection
        self.entersLocations = entersLocations
    }

    /// Forgets everything; a rollback may have taken back what was inserted.
    mutating func forget() {
        locations.removeAll()
        headers.removeAll()
        kinds.removeAll()
    }

    /// The id of a location, entered when it is new.
    mutating func locationID(_ name: [UInt8]) throws(StoreError) -> Int64 {
        if let known = locations[name] { return known }
        let id = try id(
            find: "SELECT id FROM locations WHERE name = ?1",
            insert: entersLocations ? "INSERT INTO locations(name) VALUES (?1)" : nil
        ) { $0.bind(bytes: name, isText: true, at: 1) }
        if locations.count >= Self.limit { locations.removeAll(keepingCapacity: true) }
        locations[name] = id
        return id
    }

    /// The id of a header, entered when it is new.
    mutating func headerID(_ bytes: [UInt8]) throws(StoreError) -> Int64 {
        if let known = headers[bytes] { return known }
        let id = try id(
            find: "SELECT id FROM headers WHERE bytes = ?1",
            insert: "INSERT INTO headers(bytes) VALUES (?1)"
        ) { $0.bind(bytes: bytes, at: 1) }
        if headers.count >= 64 { headers.removeAll() }
        headers[bytes] = id
        return id
    }

    /// The id of a finding's words, entered when they are new.
    mutating func kindID(_ finding: Finding) throws(StoreError) -> Int64 {
        let words = Words(
            code: finding.code, rule: finding.rule, message: finding.message,
            columnIndex: finding.columnIndex, columnName: finding.columnName)
        if let known = kinds[words] { return known }
        let id = try id(
            find: """
                SELECT id FROM finding_kinds WHERE code = ?1 AND rule = ?2 AND message = ?3
                    AND COALESCE(column_index, 0) = COALESCE(?4, 0)
                    AND COALESCE(column_name, '') = COALESCE(?5, '')
                """,
            insert: """
                INSERT INTO finding_kinds(code, rule, message, column_index, column_name)
                    VALUES (?1, ?2, ?3, ?4, ?5)
                """
        ) {
            $0.bind(words.code.rawValue, at: 1)
            $0.bind(words.rule, at: 2)
            $0.bind(words.message, at: 3)
            $0.bind(words.columnIndex, at: 4)
            $0.bind(words.columnName, at: 5)
        }
        if kinds.count >= Self.limit { kinds.removeAll(keepingCapacity: true) }
        kinds[words] = id
        return id
    }

    private func id(
        find: String, insert: String?, bind: (Statement) -> Void
    ) throws(StoreError) -> Int64 {
        let search = try connection.statement(find)
        bind(search)
        let known = try search.step() ? search.integer(0) : nil
        search.reset()
        if let known { return known }
        guard let insert else { return 0 }
        let insertion = try connection.statement(insert)
        bind(insertion)
        try insertion.run()
        return connection.lastInsertedID
    }
}
