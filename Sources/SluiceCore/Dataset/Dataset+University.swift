/// The compiled-in dataset.
extension Dataset {
    /// Mental health and environment of a university in steps of 15 minutes: the dataset that judges every file which
    /// belongs to no other.
    package static let university = Dataset(
        name: "university",
        title: "University mental health and environment, 15-minute readings",
        match: DatasetMatch(
            files: ["*.csv"], header: ["timestamp", "location_id", "temperature_celsius"]),
        fields: [
            DatasetField(
                "timestamp", type: .datetime, constraints: FieldConstraints(isRequired: true)),
            DatasetField(
                "location_id", type: .string, constraints: FieldConstraints(isRequired: true)),
            reading("temperature_celsius", .number, -50...60, unit: "degC"),
            reading("humidity_percent", .number, 0...100, unit: "%", isRequired: false),
            reading("air_quality_index", .integer, 0...500, isRequired: false),
            reading("noise_level_db", .number, 0...130, unit: "dB"),
            reading("lighting_lux", .number, 0...100_000, unit: "lx"),
            reading("crowd_density", .integer, 0...1000),
            reading("stress_level", .integer, 0...100),
            reading("sleep_hours", .number, 0...24, unit: "h"),
            reading("mood_score", .number, 0...5),
            reading("mental_health_status", .integer, 0...1, isAggregated: false),
        ],
        time: TimeSource(
            fields: ["timestamp"], formats: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
        location: .field("location_id"))

    private static func reading(
        _ name: String, _ type: FieldType, _ range: ClosedRange<Double>, unit: String = "",
        isRequired: Bool = true, isAggregated: Bool = true
    ) -> DatasetField {
        DatasetField(
            name, type: type,
            constraints: FieldConstraints(
                isRequired: isRequired, minimum: range.lowerBound, maximum: range.upperBound),
            unit: unit, isAggregated: isAggregated)
    }
}
