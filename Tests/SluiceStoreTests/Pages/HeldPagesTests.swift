internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

@Suite("Pages of what is held")
struct HeldPagesTests {
    let held: HeldFixture

    init() throws { held = try HeldFixture() }

    var fixture: StoreFixture { held.store }
    var reader: StoreReader { held.reader }

    private func filter(_ terms: FilterExpression.Term...) -> (inout QuarantineQuery) -> Void {
        { $0.filter.terms = terms }
    }

    @Test("the newest come first, by SQL and from memory alike")
    func newest() throws {
        let plain = try held.page { $0.limit = 4 }
        #expect(plain.matches == 16)
        #expect(plain.rows.map(\.id) == [16, 15, 14, 13])
        #expect(plain.rows[0].line == nil && plain.rows[0].location == nil)
        #expect(plain.rows[1].location == "105" && plain.rows[1].fileName == "C.csv")
        #expect(reader.held == nil)
        #expect(try !reader.prepareHeld(locating: HeldFixture.locating))
        #expect(try held.page { $0.limit = 4 } == plain)
        let first = try held.page { ($0.offset, $0.limit, $0.anchor) = (12, 9, 5) }
        #expect(first.rows.map(\.id) == [4, 3, 2, 1] && first.anchor == 11)
        #expect(first.rows.last?.findingCount == 2)
    }

    @Test("the anchor's position is the same by SQL")
    func anchor() throws {
        #expect(try held.page { $0.anchor = 5 }.anchor == 11)
        #expect(
            try held.page { ($0.anchor, $0.isDescending) = (5, false) }.anchor == 4)
        #expect(try held.page { $0.anchor = 99 }.anchor == nil)
    }

    @Test("filters look at every column, at one, at numbers, and turned round")
    func filters() throws {
        let cases: [(FilterExpression.Term, Int)] = [
            (.init(test: .contains("mood")), 9),
            (.init(test: .contains("n/a")), 6),
            (.init(test: .contains("c.csv")), 5),
            (.init(column: "file", test: .contains("c.csv")), 5),
            (.init(column: "reason", test: .contains("range")), 9),
            (.init(column: "re", test: .contains("header")), 1),
            (.init(column: "loc", test: .contains("103")), 3),
            (.init(column: "value", test: .compare(.below, -2)), 5),
            (.init(test: .compare(.below, -2)), 5),
            (.init(column: "line", test: .compare(.equal, 12)), 3),
            (.init(isNegated: true, column: "field", test: .contains("mood")), 7),
            (.init(test: .contains("nowhere")), 0),
        ]
        for (term, expected) in cases {
            #expect(try held.page(filter(term)).matches == expected, "\(term)")
        }
        #expect(
            try held.page(
                filter(
                    .init(column: "loc", test: .contains("103")),
                    .init(column: "file", test: .contains("a.csv")))
            ).matches == 1)
        #expect(try held.page { $0.fileID = 2 }.matches == 5)
        #expect(try held.page { $0.fileID = 77 }.matches == 0)
    }

    @Test("every column sorts, both ways")
    func sorting() throws {
        func first(_ column: QuarantineQuery.Column, _ isDescending: Bool) throws -> QuarantinePage
            .Row?
        {
            try held.page { ($0.sort, $0.isDescending, $0.limit) = (column, isDescending, 1) }.rows
                .first
        }
        #expect(try first(.location, true)?.location == "105")
        #expect(try first(.value, false)?.finding.value == Array("-4.2".utf8))
        #expect(try first(.file, false)?.fileName == "C.csv")
        #expect(try first(.reason, true)?.finding.code == .range)
        #expect(try first(.since, false)?.id == 1)
        #expect(try first(.line, true)?.line == 14)
        #expect(try first(.field, true)?.finding.columnName == "temperature_celsius")
    }

    @Test("values sort by number, other texts by all their bytes, however many begin alike")
    func valuesAlike() throws {
        let chunk = StoreFixture.chunk(rows: 1)
        let maker = ChunkMaker(StoreFixture.university)
        // Each number in two spellings, which stay in the order of ids; texts that differ behind 16 bytes, behind 70, and in their length only.
        var texts = (0..<300).map { $0 < 150 ? "\($0 * 53 % 75)" : "\($0 * 53 % 75).0" }
        texts += (0..<300).map { "2024-03-01 00:00:\(1000 + $0 * 53 % 150)" }
        texts += (0..<200).map { String(repeating: "x", count: 70) + "\(100 + $0 * 53 % 100)" }
        texts += (0..<200).map { "end" + String(repeating: "\0", count: $0 * 53 % 100) }
        for (line, text) in texts.enumerated() {
            let finding = Finding(
                .number, rule: "number", columnIndex: 3, columnName: "temperature_celsius",
                value: Array(text.utf8), message: "no")
            maker.held(line: 10 + line, raw: text, [finding])
        }
        chunk.held = maker.chunk.held
        try fixture.store.beginGroup(now: 1_700_000_003_000_000)
        _ = try fixture.store.addFile(fixture.file("alike.csv", [chunk]), chunks: [chunk])
        try fixture.store.commitGroup()
        let page = try held.page {
            ($0.sort, $0.isDescending, $0.limit) = (.value, false, 1_000)
            $0.filter.terms = [FilterExpression.Term(column: "file", test: .contains("alike"))]
        }
        let wanted = texts.indices.sorted { one, other in
            let (left, right) = (Double(texts[one]), Double(texts[other]))
            if (left == nil) != (right == nil) { return left != nil }
            if let left, let right { return left == right ? one < other : left < right }
            if texts[one] == texts[other] { return one < other }
            return texts[one].utf8.lexicographicallyPrecedes(texts[other].utf8)
        }
        #expect(page.rows.map { ($0.line ?? 0) - 10 } == wanted)
    }

    @Test(
        "numbers that are one double are sorted by all their digits, however they are spelled",
        arguments: [1, 40])
    func exactValues(times: Int) throws {
        let ascending = [
            "-9007199254740993", "-9007199254740992.5", "-9007199254740992", "-1e-400", "0",
            "1e-400", "0.1", "0.10000000000000000001", "0.99999999999999999999", "1",
            "9007199254740992", "9007199254740993", "9007199254740993.01",
            "12345678901234567890", "12345678901234567891",
        ]
        let alike = [["0", "-0.0", "0e5"], ["1", "1.00000000000000000000", "10e-1"]]
        let chunk = StoreFixture.chunk(rows: 1)
        let maker = ChunkMaker(StoreFixture.university)
        let texts = (0..<times).flatMap { _ in ascending.reversed() + alike.flatMap { $0 } }
        for (line, text) in texts.enumerated() {
            let finding = Finding(
                .range, rule: "range", columnIndex: 3, columnName: "temperature_celsius",
                value: Array(text.utf8), message: "no")
            maker.held(line: 10 + line, raw: text, [finding])
        }
        chunk.held = maker.chunk.held
        try fixture.store.beginGroup(now: 1_700_000_003_000_000)
        _ = try fixture.store.addFile(fixture.file("exact.csv", [chunk]), chunks: [chunk])
        try fixture.store.commitGroup()
        let page = try held.page {
            ($0.sort, $0.isDescending, $0.limit) = (.value, false, 1_000)
            $0.filter.terms = [FilterExpression.Term(column: "file", test: .contains("exact"))]
        }
        let ranks = texts.map { text in
            let spelled = alike.first { $0.contains(text) }?[0] ?? text
            return ascending.firstIndex(of: spelled) ?? -1
        }
        let wanted = texts.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
        #expect(page.rows.map { ($0.line ?? 0) - 10 } == wanted)
    }

    @Test("each rule across fields is a group of its own, found again by its name")
    func rulesAcrossFields() throws {
        let chunk = StoreFixture.chunk(rows: 1)
        let maker = ChunkMaker(StoreFixture.university)
        for line in 0..<5 {
            let finding = Finding(
                .rule, rule: line < 3 ? "noise" : "noise_at_night", message: "it does not hold")
            maker.held(line: 10 + line, raw: "x", [finding])
        }
        chunk.held = maker.chunk.held
        try fixture.store.beginGroup(now: 1_700_000_003_000_000)
        _ = try fixture.store.addFile(fixture.file("rules.csv", [chunk]), chunks: [chunk])
        try fixture.store.commitGroup()
        var query = QuarantineQuery()
        query.filter = filtered(by: .rule)
        let groups = try reader.heldGroups(
            query, by: [.reason, .field], locating: HeldFixture.locating)
        #expect(groups.map(\.count) == [3, 2])
        #expect(groups.map(\.key.field) == ["noise", "noise_at_night"])
        #expect(groups.allSatisfy { $0.exampleColumn == nil }, "a rule is no column")
        query.filter = filtered(by: .range)
        let ranges = try reader.heldGroups(query, by: [.field], locating: HeldFixture.locating)
        #expect(ranges.map(\.exampleColumn) == ["mood_score"])
        #expect(try held.page { $0.group = groups[0].key }.matches == 3)
        var filter = QuarantineFilter()
        (filter.code, filter.column) = (.rule, "noise_at_night")
        #expect(try reader.quarantineIDs(filter, datasets: HeldFixture.datasets).count == 2)
    }

    func filtered(by code: FindingCode) -> FilterExpression {
        var filter = FilterExpression()
        filter.terms = [
            FilterExpression.Term(
                column: "reason", test: .contains(code.rawValue.lowercased()))
        ]
        return filter
    }

    @Test("groups count what is alike, and a group's key finds its entries again")
    func groups() throws {
        let groups = try reader.heldGroups(
            QuarantineQuery(), by: [.reason, .field, .shape], locating: HeldFixture.locating)
        #expect(groups.map(\.count).reduce(0, +) == 16)
        #expect(groups.first?.count == 9 && groups.first?.key.shape == "-9.9")
        #expect(groups.first?.key.field == "mood_score" && groups.first?.key.code == .range)
        #expect(groups.first?.exampleID == 15)
        #expect(groups.first?.firstMicroseconds == 1_700_000_001_000_000)
        for group in groups {
            #expect(try held.page { $0.group = group.key }.matches == group.count)
        }
        let places = try reader.heldGroups(
            QuarantineQuery(), by: [.location], locating: HeldFixture.locating)
        #expect(places.count == 6)
        for group in places {
            #expect(try held.page { $0.group = group.key }.matches == group.count)
        }
        let files = try reader.heldGroups(
            QuarantineQuery(), by: [.file], locating: HeldFixture.locating)
        #expect(Set(files.map(\.fileName)) == ["a.csv", "b.csv", "C.csv", "bad.csv"])
    }

    @Test("what is held later is found, what big files bring and what operators do too")
    func updates() throws {
        #expect(try !reader.prepareHeld(locating: HeldFixture.locating))
        try HeldFixture.add(to: fixture, "d.csv", 3)
        #expect(try held.page(filter(.init(test: .contains("d.csv")))).matches == 6)
        let connection = try Connection(path: fixture.path, access: .writing)
        try connection.execute(
            """
            BEGIN IMMEDIATE; UPDATE entries SET status = 2 WHERE id = 20;
            UPDATE ledger SET quarantined = quarantined - 1, discarded = discarded + 1 WHERE name = 'd.csv';
            INSERT INTO journal_entries(at, actor, action) VALUES (1, 'x', 'discard'); COMMIT
            """)
        #expect(try held.page(filter(.init(column: "file", test: .contains("d.csv")))).matches == 5)
        #expect(
            try reader.ruleHits(dataset: "university", locating: HeldFixture.locating)
                .map(\.count).reduce(0, +) == 19)
    }

    @Test("what is held is read part by part, and what happens between two parts is not lost")
    func parts() throws {
        #expect(try reader.prepareHeld(locating: HeldFixture.locating, most: 4))
        #expect(try held.page { $0.limit = 3 }.rows.map(\.id) == [16, 15, 14], "by SQL meanwhile")
        try HeldFixture.add(to: fixture, "d.csv", 3)
        let connection = try Connection(path: fixture.path, access: .writing)
        try connection.execute(
            """
            BEGIN IMMEDIATE; UPDATE entries SET status = 2 WHERE id = 2;
            INSERT INTO journal_entries(id, at, actor, action, touched, line_count)
                VALUES (1, 1, 'x', 'discard', 1, 1);
            INSERT INTO journal_entries(at, actor, action, batch, entry_id)
                VALUES (1, 'x', 'discard', 1, 2); COMMIT
            """)
        var count = 1
        while try reader.prepareHeld(locating: HeldFixture.locating, most: 4) { count += 1 }
        #expect(count == 5 && reader.held?.isComplete == true)
        let all = try held.page { $0.sort = .line }
        #expect(all.matches == 20 && !all.rows.contains { $0.id == 2 })
        let other = try StoreReader(path: fixture.path)
        var query = QuarantineQuery()
        query.sort = .line
        #expect(try other.heldPage(query, locating: HeldFixture.locating) == all)
    }

    @Test("what is held is counted on from page to page, by SQL as in memory")
    func countedOn() throws {
        let connection = try Connection(path: fixture.path, access: .writing)
        func compare(_ comment: Comment) throws {
            for isDescending in [true, false] {
                var query = QuarantineQuery()
                (query.anchor, query.isDescending) = (12, isDescending)
                let other = try StoreReader(path: fixture.path)
                while try other.prepareHeld(locating: HeldFixture.locating) {}
                let expected = try other.heldPage(query, locating: HeldFixture.locating)
                let page = try reader.heldPage(query, locating: HeldFixture.locating)
                #expect(page.matches == expected.matches, comment)
                #expect(page.anchor == expected.anchor, comment)
                // The same question again is the one that is counted on.
                try HeldFixture.add(to: fixture, isDescending ? "x.csv" : "y.csv", 2)
                let next = try reader.heldPage(query, locating: HeldFixture.locating)
                #expect(next.matches == expected.matches + 5, comment)
                let moved = isDescending ? 5 : 0
                #expect(next.anchor == expected.anchor.map { $0 + moved }, comment)
                query.anchor = 7
                let third = try StoreReader(path: fixture.path)
                while try third.prepareHeld(locating: HeldFixture.locating) {}
                let moment = try third.heldPage(query, locating: HeldFixture.locating)
                let place = try reader.heldPage(query, locating: HeldFixture.locating)
                #expect(moment.anchor != nil && place.anchor == moment.anchor, comment)
                #expect(place.matches == moment.matches, comment)
            }
            #expect(reader.held == nil)
        }
        try compare("at the start")
        try connection.execute(
            """
            BEGIN IMMEDIATE; UPDATE entries SET status = 2 WHERE id IN (2, 14);
            UPDATE ledger SET quarantined = quarantined - 1, discarded = discarded + 1
                WHERE id IN (SELECT file_id FROM entries WHERE id IN (2, 14));
            INSERT INTO journal_entries(at, actor, action) VALUES (1, 'x', 'discard'); COMMIT
            """)
        try compare("after an operation")
        try connection.execute("UPDATE ledger SET status = 'loading' WHERE id = 1")
        try compare("while a file is being loaded")
        try connection.execute("UPDATE ledger SET status = 'committed' WHERE id = 1")
        try compare("once it is there")
    }

    @Test("what left the memory is shown by SQL, and read anew by what needs it")
    func released() throws {
        #expect(try !reader.prepareHeld(locating: HeldFixture.locating))
        let newest = try held.page { $0.limit = 3 }
        let sorted = try held.page { $0.sort = .line }
        reader.releaseHeld()
        #expect(reader.held == nil)
        #expect(try held.page { $0.limit = 3 } == newest)
        #expect(reader.held == nil)
        #expect(try held.page { $0.sort = .line } == sorted)
        #expect(reader.held?.isComplete == true)
    }

    @Test("an entry that vanished without a word is no longer shown")
    func vanished() throws {
        #expect(try !reader.prepareHeld(locating: HeldFixture.locating))
        let connection = try Connection(path: fixture.path, access: .writing)
        try connection.execute("DELETE FROM entries WHERE id = 16")
        #expect(try held.page { $0.limit = 1 }.rows.map(\.id) == [15])
    }
}

extension HeldPagesTests {
    @Test("a page up to a moment leaves out what was held later")
    func until() throws {
        let page = try held.page { $0.until = 1_700_000_001_000_001 }
        #expect(page.matches == 10 && page.rows.map(\.fileName).contains("C.csv") == false)
    }

    @Test("groups by shape lead to their entries")
    func shapes() throws {
        let groups = try reader.heldGroups(
            QuarantineQuery(), by: [.shape], locating: HeldFixture.locating)
        let shape = try #require(groups.first { $0.key.shape == "-9.9" })
        #expect(shape.count == 9)
        let inside = try held.page { $0.group = shape.key }
        #expect(inside.matches == 9)
    }

    @Test("what is not wanted any more ends with an error of its own, and the reader goes on")
    func interruption() throws {
        reader.interruption.request()
        let error = #expect(throws: StoreError.self) {
            try held.page { $0.filter.terms = [FilterExpression.Term(test: .contains("n/a"))] }
        }
        #expect(error?.kind == .interrupted)
        // What was read on the way is kept.
        #expect(reader.held != nil)
        reader.interruption.reset()
        #expect(try held.page().matches == 16)
    }

    @Test("the error rate by arrival counts what was held, in its bucket")
    func arrivals() throws {
        let arrived = try #require(try reader.lastFiles(limit: 1).first).summary.arrivedMicroseconds
        let frame = try #require(ArrivalFrame(.day, until: arrived))
        let series = try reader.arrivals(frame)
        var earlier = frame
        earlier.untilMicroseconds = arrived
        #expect(try reader.arrivals(earlier).buckets.allSatisfy { $0.records == 0 })
        #expect(series.buckets.count == 96 && series.bucketSeconds == 900)
        #expect(series.buckets.last?.records == 24 && series.buckets.last?.held == 15)
        #expect(series.reasons.map(\.count) == [9, 6])
    }
}
