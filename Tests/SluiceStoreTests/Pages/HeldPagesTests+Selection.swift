internal import SluiceCore
@testable internal import SluiceStore
internal import SluiceTestKit
internal import Testing

extension HeldPagesTests {
    @Test("code, column and shape are of one finding, location and filter narrow that")
    func selection() throws {
        func ids(_ change: (inout QuarantineFilter) -> Void) throws -> Int {
            var filter = QuarantineFilter()
            change(&filter)
            return try reader.quarantineIDs(filter, datasets: HeldFixture.datasets).count
        }
        #expect(try ids { $0.code = .null } == 3)
        #expect(try ids { ($0.code, $0.shape) = (.null, "(none)") } == 3)
        #expect(try ids { ($0.code, $0.shape) = (.null, "-9.9") } == 0)
        #expect(try ids { ($0.code, $0.column, $0.shape) = (.range, "mood_score", "-9.9") } == 9)
        #expect(try ids { ($0.shape, $0.location) = ("-9.9", "101") } == 3)
        #expect(try ids { ($0.shape, $0.expression) = ("-9.9", filtered(by: .number)) } == 0)
        #expect(try ids { $0.location = "102" } == 3)
        #expect(try ids { ($0.location, $0.status) = ("102", .discarded) } == 0)
        #expect(try ids { ($0.location, $0.status) = ("102", nil) } == 3)
    }

    @Test("a part of the ids is that part of all of them, whatever the filter")
    func partsOfSelections() throws {
        for (location, code, status) in [
            (nil, nil, .held), ("101", nil, .held), ("101", .range, nil), (nil, .null, nil),
            ("101", nil, nil),
        ] as [(String?, FindingCode?, QuarantineStatus?)] {
            var filter = QuarantineFilter()
            (filter.location, filter.code, filter.status) = (location, code, status)
            let all = try reader.quarantineIDs(filter, datasets: HeldFixture.datasets)
            #expect(all.count > 2)
            for (offset, id) in ([0] + all).enumerated() {
                let part = try reader.quarantineIDs(
                    filter, after: id, most: 2, datasets: HeldFixture.datasets)
                #expect(part == Array(all.dropFirst(offset).prefix(2)), "\(filter) after \(id)")
            }
        }
    }

    @Test("no cell and an empty cell are two shapes, whatever they are grouped by")
    func missingAndEmpty() throws {
        let maker = ChunkMaker(StoreFixture.university)
        for (line, value) in [nil, [], Array("-".utf8)].enumerated() {
            let finding = Finding(
                .null, rule: "required", columnIndex: 2, columnName: "location_id", value: value,
                message: "is required and empty")
            maker.held(line: 2 + line, raw: "a", [finding])
        }
        try fixture.store.beginGroup(now: 1_700_000_009_000_000)
        var file = fixture.file("none.csv", [maker.chunk])
        file.header = HeldFixture.header
        let id = try fixture.store.addFile(file, chunks: [maker.chunk])
        try fixture.store.commitGroup()
        var query = QuarantineQuery()
        query.fileID = id
        for dimensions in [[.shape], [.reason, .field, .shape]] as [[QuarantineGroup.Dimension]] {
            let groups = try reader.heldGroups(
                query, by: dimensions, locating: HeldFixture.locating)
            #expect(
                groups.map(\.key.shape).sorted { ($0 ?? "") < ($1 ?? "") }
                    == ["(empty)", "(none)", "-"])
            for group in groups {
                #expect(try held.page { ($0.group, $0.fileID) = (group.key, id) }.matches == 1)
                var filter = QuarantineFilter()
                (filter.shape, filter.fileName) = (group.key.shape, "none.csv")
                #expect(
                    try reader.quarantineIDs(filter, datasets: HeldFixture.datasets).count == 1)
            }
        }
    }

    @Test("bytes that are no text, and numbers of fields, are shapes that find their entries")
    func oddShapes() throws {
        let maker = ChunkMaker(StoreFixture.university)
        let values: [[UInt8]] = [[0x39, 0xFF], [0x39, 0xFE], [0x38, 0xFF]]
        for (line, value) in values.enumerated() {
            let finding = Finding(
                .encoding, rule: "encoding", columnIndex: 2, columnName: "location_id",
                value: value, message: "no text")
            maker.held(line: 2 + line, raw: "a", [finding])
        }
        for (line, count) in [13, 13, 11].enumerated() {
            let finding = Finding(
                .fields, rule: "fields",
                message: FieldCountRule.check(
                    RecordShape(fault: nil, fieldCount: count, columnCount: 12))?.message ?? "")
            maker.held(line: 20 + line, raw: "b", [finding])
        }
        try fixture.store.beginGroup(now: 1_700_000_009_000_000)
        var file = fixture.file("odd.csv", [maker.chunk])
        file.header = HeldFixture.header
        _ = try fixture.store.addFile(file, chunks: [maker.chunk])
        try fixture.store.commitGroup()
        let groups = try reader.heldGroups(
            QuarantineQuery(), by: [.reason, .shape], locating: HeldFixture.locating
        ).filter { [.encoding, .fields].contains($0.key.code) }
        #expect(
            Dictionary(uniqueKeysWithValues: groups.map { ($0.key.shape ?? "nil", $0.count) })
                == ["9<FF>": 2, "9<FE>": 1, "13 fields": 2, "11 fields": 1])
        for group in groups {
            #expect(try held.page { $0.group = group.key }.matches == group.count)
            var filter = QuarantineFilter()
            (filter.code, filter.shape) = (group.key.code, group.key.shape)
            #expect(
                try reader.quarantineIDs(filter, datasets: HeldFixture.datasets).count
                    == group.count)
        }
    }
}
