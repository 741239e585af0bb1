internal import SluiceCore
internal import Testing

@Suite("Held record reader")
struct HeldRecordReaderTests {
    private static let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,"
        + "noise_level_db,lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,"
        + "mental_health_status,note"

    private func reader() throws -> HeldRecordReader {
        try #require(
            HeldRecordReader(
                dataset: .university, header: Array(Self.header.utf8), fileName: Array("a.csv".utf8)
            ))
    }

    @Test(
        "the location is found whatever else is wrong",
        arguments: [
            ("x, 103 ,y", "103"), ("x,\"a \"\"b\"\"\",y,1,2,3", "a \"b\""), ("x", nil),
            ("x,,y", nil),
        ] as [(String, String?)])
    func location(raw: String, expected: String?) throws {
        var reader = try reader()
        #expect(reader.location(of: Array(raw.utf8)) == expected.map { Array($0.utf8) })
    }

    @Test("columns have their names, unknown ones that of the header")
    func names() throws {
        var reader = try reader()
        let names = reader.columnNames()
        #expect(names.count == 13 && names[1] == "location_id" && names[12] == "note")
        #expect(reader.cells(of: Array("a,\"b,c\"".utf8)) == [[97], Array("b,c".utf8)])
    }

    @Test("of two texts the first cell that differs is told, and which one does not have it")
    func change() throws {
        var reader = try reader()
        let other = reader.change(from: Array("a,b,c".utf8), to: Array("a,\"b\",d,e".utf8))
        #expect(other?.field == "temperature_celsius")
        #expect(other?.before == [0x63] && other?.after == [0x64])
        let more = reader.change(from: Array("a,b".utf8), to: Array("a,b,c".utf8))
        #expect(more?.before == nil && more?.after == [0x63])
    }

    @Test("cells lie where they stand, with their quotes")
    func ranges() throws {
        var reader = try reader()
        let ranges = reader.ranges(of: Array("a,\"b,c\",".utf8))
        #expect(ranges == [0..<1, 2..<7, 8..<8])
    }

    @Test("a header that does not fit gives no reader")
    func foreign() {
        #expect(
            HeldRecordReader(dataset: .university, header: [120], fileName: [97]) == nil)
    }
}

@Suite("Value shape")
struct ValueShapeTests {
    @Test("the shape of a value keeps marks and lengths")
    func shapes() {
        #expect(ValueShape.of(Array("-61.4 ab".utf8)) == Array("-99.9 aa".utf8))
    }

    @Test(
        "of a long fraction at the end six digits count",
        arguments: [
            ("70.123456", "99.999999"), ("70.1234567890123", "99.999999"),
            ("70,12345678901234", "99,999999"), ("1234567890", "9999999999"),
            ("2024-05-01T00:00:00.123456789", "9999-99-99a99:99:99.999999"),
            ("7.12345678 F", "9.99999999 a"), (".1234567", ".999999"), ("", ""),
        ])
    func fractions(value: String, shape: String) {
        #expect(ValueShape.of(Array(value.utf8)) == Array(shape.utf8))
        #expect(ValueShape.of(Array(shape.utf8)) == Array(shape.utf8))
    }
}
