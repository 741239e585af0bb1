internal import SluiceCore
internal import SluicePipeline
internal import SluiceStore
internal import SluiceTestKit
internal import Testing

/// Rules across fields, from the file to the database.
@Suite(.serialized) struct PipelineRulesTests {
    private static func settings(
        _ rules: [(name: String, expression: String, severity: Severity)]
    ) throws -> PipelineSettings {
        var dataset = Dataset.university
        dataset.rules = try rules.map { rule in
            CrossFieldRule(
                name: rule.name,
                condition: try ExpressionCompiler.sql.compile(
                    rule.expression, fields: dataset.expressionFields),
                severity: rule.severity)
        }
        var settings = TemporaryStation.settings
        settings.taking.catalog = DatasetCatalog(fallback: dataset)
        return settings
    }

    private static let header = """
        timestamp,location_id,temperature_celsius,humidity_percent,noise_level_db,lighting_lux,\
        crowd_density,stress_level,sleep_hours,mood_score,mental_health_status

        """

    @Test func aRecordThatBreaksARuleIsHeldWithAFinding() throws {
        let station = try TemporaryStation()
        let settings = try Self.settings([
            ("crowd", "crowd_density >= stress_level", .reject),
            ("dry", "humidity_percent < 60", .reject),
            ("night", "location_id <> '9' OR timestamp < '2024-05-01 06'", .warn),
        ])
        let rows = [
            "2024-05-01 08:00:00,101,21.5,50,40,300,45,20,7,2.5,0",
            "2024-05-01 08:01:00,101,21.5,50,40,300,10,20,7,2.5,0",
            "2024-05-01 08:02:00,101,21.5,,40,300,45,20,7,2.5,0",
            "2024-05-01 08:03:00,101,21.5,70,40,300,10,20,7,2.5,0",
            "2024-05-01 08:04:00,9,21.5,50,40,300,45,20,7,2.5,0",
            "2024-05-01 08:05:00,101,99,70,40,300,10,20,7,2.5,0",
        ]
        try station.drop(Array((Self.header + rows.map { $0 + "\n" }.joined()).utf8), as: "a.csv")
        try station.runOnce(settings)
        #expect(
            try station.rows(
                "SELECT records, stored, quarantined FROM files") == [["6", "3", "3"]])
        #expect(
            try station.rows(
                """
                SELECT line, code, rule, column_name, value
                FROM quarantine q JOIN quarantine_findings f ON f.entry_id = q.id ORDER BY line, rule
                """) == [
                    ["3", "RULE", "crowd", "NULL", "NULL"],
                    ["5", "RULE", "crowd", "NULL", "NULL"], ["5", "RULE", "dry", "NULL", "NULL"],
                    ["7", "RANGE", "range", "temperature_celsius", "99"],
                ])
        #expect(
            try station.column(
                "SELECT DISTINCT message FROM quarantine_findings WHERE rule = 'crowd'") == [
                    "the rule crowd does not hold"
                ])
        #expect(try station.violations() == [])
    }

    @Test func manyThreadsEachComputeTheRulesOnTheirOwn() throws {
        let station = try TemporaryStation()
        let settings = try Self.settings([("crowd", "crowd_density >= stress_level", .reject)])
        let rows = (0..<60_000).map { index in
            "2024-05-01 08:00:00,\(index % 7),21.5,50,40,300,\(index % 100),50,7,2.5,0\n"
        }
        try station.drop(Array((Self.header + rows.joined()).utf8), as: "big.csv")
        try station.runOnce(settings)
        #expect(
            try station.rows(
                "SELECT records, stored, quarantined FROM files") == [["60000", "30000", "30000"]])
        #expect(
            try station.count("SELECT count(*) FROM raw_sensor_data WHERE crowd_density < 50") == 0)
        #expect(try station.violations() == [])
    }
}
