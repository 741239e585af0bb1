/// Where a partial stands: its file and location, and its hour where the file has a partial for each.
struct PartialPlace: Hashable {
    private let file: Int64
    private let location: [UInt8]
    private let hour: Int64?

    /// The place that rows of a location have in an hour, by the form of the file's partials.
    init(_ file: OperationFile, _ location: [UInt8], hour: Int64) {
        self.file = file.id
        self.location = location
        self.hour = file.form == .hours ? hour : nil
    }
}
