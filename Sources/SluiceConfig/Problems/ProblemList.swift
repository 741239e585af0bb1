/// Collects what is wrong with one file while it is read.
///
/// A class because the readers of nested tables all add to the same list. Not shared between threads.
final class ProblemList {
    /// The file, for the places of the problems.
    let file: String
    /// What was found, in the order in which it was.
    private(set) var problems: [ConfigurationProblem] = []

    /// An empty list for a file.
    init(file: String) {
        self.file = file
    }

    /// Adds a problem at a position; nil means the whole file.
    func add(_ position: TomlPosition?, _ message: String, suggestion: String? = nil) {
        problems.append(
            ConfigurationProblem(.file(file, position), message, suggestion: suggestion))
    }
}
