/// What a held record is judged by once more: the dataset of its file, and what that file said of its columns.
package struct RecordContext: Sendable, Hashable {
    /// The dataset.
    package var dataset: Dataset
    /// The header of the file, given as ``FileJudge/header`` gave it.
    package var header: [UInt8]
    /// The name of the file as bytes; some datasets take the location from it.
    package var fileName: [UInt8]

    /// Makes a context.
    package init(dataset: Dataset, header: [UInt8], fileName: [UInt8]) {
        self.dataset = dataset
        self.header = header
        self.fileName = fileName
    }

    /// What the rules say of a record's bytes; `nowMilliseconds` is the clock for datasets that limit the future.
    ///
    /// Binds the header anew, which costs some 60 µs.
    package func judge(_ raw: [UInt8], line: Int, nowMilliseconds: Int64) -> Verdict {
        RecordJudge(
            dataset: dataset, header: header, fileName: fileName, nowMilliseconds: nowMilliseconds
        ).judge(raw, line: line)
    }
}
