package import SluiceCore

/// Which quarantine entries a page shows; what is nil does not restrict.
package struct QuarantineFilter: Sendable, Equatable {
    /// The file's name as text, exactly.
    package var fileName: String?
    /// The file's ledger id.
    package var fileID: Int64?
    /// A finding of this kind.
    package var code: FindingCode?
    /// A finding in the column of this name.
    package var column: String?
    /// What has become of the entry.
    package var status: QuarantineStatus? = .held

    /// All that is held.
    package init() {}

    /// The conditions in SQL, each beginning with AND; parameters from 10 on.
    var condition: String {
        var sql = ""
        if fileName != nil { sql += " AND f.name = ?10" }
        if fileID != nil { sql += " AND e.file_id = ?11" }
        if status != nil { sql += " AND e.status = ?12" }
        if code != nil || column != nil {
            sql += """
                 AND EXISTS (SELECT 1 FROM entry_findings n JOIN finding_kinds k ON k.id = n.kind_id
                    WHERE n.entry_id = e.id\(code == nil ? "" : " AND k.code = ?13")
                    \(column == nil ? "" : " AND k.column_name = ?14"))
                """
        }
        return sql
    }

    /// Binds the parameters of ``condition``.
    func bind(to statement: Statement) {
        if let fileName { statement.bind(fileName, at: 10) }
        if let fileID { statement.bind(fileID, at: 11) }
        if let status { statement.bind(status.number, at: 12) }
        if let code { statement.bind(code.rawValue, at: 13) }
        if let column { statement.bind(column, at: 14) }
    }
}
