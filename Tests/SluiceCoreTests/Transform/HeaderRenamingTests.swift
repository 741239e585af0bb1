internal import SluiceCore
internal import Testing

/// Columns of a header under other names.
@Suite struct HeaderRenamingTests {
    private func renamed(_ header: String, _ pairs: [(String, String)]) throws -> String {
        String(
            decoding: try HeaderRenaming.header(
                Array(header.utf8), pairs.map { ColumnRename(column: $0.0, field: $0.1) },
                of: .university), as: UTF8.self)
    }

    @Test(arguments: [
        ("timestamp,Temp C,mood_score", "timestamp,temperature_celsius,mood_score"),
        ("timestamp,\"Temp C\",x", "timestamp,\"temperature_celsius\",x"),
        ("Temp C", "temperature_celsius"),
    ])
    func onlyTheNameChanges(_ header: String, _ wanted: String) throws {
        #expect(try renamed(header, [("temp_c", "temperature_celsius")]) == wanted)
        #expect(try renamed(header, [("Temp C", "Temperature Celsius")]) == wanted)
    }

    @Test func severalColumnsAtOnce() throws {
        #expect(
            try renamed("a,b,c", [("c", "mood_score"), ("a", "timestamp")])
                == "timestamp,b,mood_score")
    }

    @Test(arguments: [
        ("x", "mood_score", "no column x"), ("a", "mood_scor", "did you mean mood_score?"),
        ("\"", "mood_score", "no column"),
    ])
    func whatCannotBe(_ column: String, _ field: String, _ reason: String) {
        let error = #expect(throws: HeaderRenaming.Problem.self) {
            try renamed("a,b", [(column, field)])
        }
        #expect(error?.message.contains(reason) == true)
    }

    @Test func aColumnIsNotTwoFields() {
        #expect(throws: HeaderRenaming.Problem.self) {
            try renamed("a,b", [("a", "mood_score"), ("a", "timestamp")])
        }
        #expect(throws: HeaderRenaming.Problem.self) { try renamed("\"a,b", [("a", "timestamp")]) }
    }
}
