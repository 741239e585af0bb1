/// A contradiction in a dataset, found before any file is judged by it.
package struct DatasetProblem: Sendable, Hashable {
    /// Index of the field in ``Dataset/fields``; nil when the problem is about the dataset as a whole.
    package let fieldIndex: Int?
    /// The key of a dataset file that is to blame, such as `constraints` or `time.fields`.
    package let key: String
    /// What is wrong and what would be right, in one sentence.
    package let message: String

    /// Makes a problem.
    package init(fieldIndex: Int? = nil, key: String, message: String) {
        self.fieldIndex = fieldIndex
        self.key = key
        self.message = message
    }
}
