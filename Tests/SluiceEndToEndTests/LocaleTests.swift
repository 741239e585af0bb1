internal import SluiceTestKit
internal import Testing

/// The same files give the same database wherever the program runs: zone and language play no part in what is stored.
@Suite struct LocaleTests {
    private static let places = [
        ["TZ": "UTC", "LANG": "C"], ["TZ": "Europe/Berlin", "LANG": "de_DE.UTF-8"],
        ["TZ": "America/Sao_Paulo", "LC_ALL": "de_DE.UTF-8"],
    ]

    /// All that does not depend on when a file was taken.
    private static let queries = [
        """
        SELECT name, dataset, data_source, size_bytes, sha256, status, records, stored, quarantined, error FROM files
            ORDER BY name
        """,
        """
        SELECT line, location_id, timestamp, timestamp_ms, temperature_celsius, humidity_percent, mood_score,
            file_name FROM raw_sensor_data ORDER BY file_name, line
        """,
        """
        SELECT location_id, metric_name, min_value, max_value, avg_value, std_value, count, file_name
            FROM aggregated_metrics ORDER BY file_name, location_id, metric_name
        """,
        """
        SELECT q.file_name, q.line, q.byte_offset, hex(q.raw), f.column_name, f.code, f.rule, f.message
            FROM quarantine q JOIN quarantine_findings f ON f.entry_id = q.id ORDER BY 1, 2, 5, 6
        """,
    ]

    @Test func everyPlaceStoresTheSame() throws {
        let contents = try Self.places.map { place -> [[String]] in
            let station = try TemporaryStation.configured()
            try station.drop(UniversityFile(records: 60, salt: 1).bytes, as: "a.csv")
            let faults: [Int: UniversityFile.Fault] = [1: .range, 4: .number, 9: .fields]
            try station.drop(
                UniversityFile(records: 30, salt: 2, faults: faults).bytes, as: "b.csv")
            // Times in the hour that summer time skips, or has twice; zones of their own; a decimal comma.
            let times = [
                "2024-03-31 02:30:00", "2024-10-27 02:30:00", "2024-02-17T23:30:00-02:00",
                "2018-11-04 00:30:00", "2024-05-01T08:00:00.25Z",
            ].map { "\($0),Hall,21.5,40,55,42.5,300,12,30,7.5,3.25,0" }
            let comma = "2024-05-01 09:00:00,Hall,\"21,5\",40,55,42.5,300,12,30,7.5,3.25,0"
            let text = ([UniversityFile.header] + times + [comma]).joined(separator: "\n") + "\n"
            try station.drop(Array(text.utf8), as: "c.csv")
            let end = try station.run(["--headless", "--once"], environment: place).end
            #expect(end == .exited(1), "\(place)")
            return try Self.queries.flatMap { try station.rows($0) }
        }
        #expect(contents[0].count > 100)
        #expect(contents[1] == contents[0] && contents[2] == contents[0])
    }
}
