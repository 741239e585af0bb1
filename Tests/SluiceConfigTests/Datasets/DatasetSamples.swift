internal import SluiceConfig
internal import SluiceCore
internal import SluiceStore

/// Texts of dataset files for tests.
enum DatasetSamples {
    /// A file with every kind of key.
    static let full = """
        formatVersion = 1
        name = "station"
        title = "A \\"station\\""
        dataSource = "roof"
        [match]
        files = ["st*.csv", "x.csv"]
        header = ["Date"]
        [dialect]
        delimiter = ";"
        quoteChar = "'"
        encoding = "utf-8"
        [time]
        fields = ["Date", "Time"]
        join = "T"
        formats = ["%d/%m/%Y %H:%M:%S"]
        timezone = "+01:30"
        [location]
        fileName = "st(.+)\\\\.csv"
        [policy]
        duplicateKey = "skip"
        futureTolerance = "5min"
        [schema]
        missingValues = ["", "NA"]
        primaryKey = ["Date", "Time"]
        numberDefaults = { decimalChar = "," }
        [[schema.fields]]
        name = "Date"
        [[schema.fields]]
        name = "T (F)"
        store = "temperature_celsius"
        aliases = ["T", "Temp"]
        type = "number"
        unit = "degC"
        sourceUnit = "degF"
        missingValues = ["-99"]
        severity = "null"
        severities = { RANGE = "warn" }
        constraints = { required = true, minimum = -40, maximum = 60.5 }
        [[schema.fields]]
        name = "level"
        type = "integer"
        factor = 2
        offset = 0.5
        aggregate = false
        constraints = { enum = ["1", 2, 2.5] }
        [[schema.fields]]
        name = "kind"
        constraints = { pattern = "[a-z]+\\\\d" }
        [[rules]]
        name = "level below heat"
        expression = "level < \\"T (F)\\" OR kind = 'a1'"
        severity = "warn"
        message = "the level is above the temperature"
        [[rules]]
        name = "other"
        expression = '''
        level
          IS NOT 7'''
        """

    /// The smallest file, into which a test puts what it is about.
    static func minimal(
        top: String = "", location: String = "[location]\nconstant = \"here\"",
        field: String = "type = \"number\""
    ) -> String {
        """
        name = "small"
        \(top)
        [time]
        field = "t"
        \(location)
        [[schema.fields]]
        name = "v"
        \(field)
        """
    }

    /// The dataset of a text.
    static func read(_ text: String) throws -> Dataset {
        try DatasetReader.read(
            TomlDocument(parsing: Array(text.utf8), file: "d.toml"), expressions: .sql)
    }
}
