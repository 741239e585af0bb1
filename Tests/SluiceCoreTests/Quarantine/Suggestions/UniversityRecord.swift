internal import SluiceCore

/// A good record of the university's dataset, for suggestions to be made about changed ones.
enum UniversityRecord {
    static let columns = Dataset.university.fields.map(\.name)
    static let good = [
        "2024-05-01 08:00:00", "104", "24.3", "62.9", "67", "54.4", "323.0", "45", "23", "7.2",
        "2.3", "0",
    ]
}
