/// One thing wrong with a configuration: where, what, and what was probably meant.
package struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// Where it was given.
    package let place: ConfigurationPlace
    /// What is wrong and what would be right, in one sentence without a full stop.
    package let message: String
    /// The known name that a mistyped one is nearest to.
    package let suggestion: String?

    /// Makes a problem.
    package init(_ place: ConfigurationPlace, _ message: String, suggestion: String? = nil) {
        self.place = place
        self.message = message
        self.suggestion = suggestion
    }

    /// One line: `sluice.toml:3:1: unknown key "mod": did you mean "mode"?`
    package var description: String { "\(place): \(sentence)" }

    /// What is wrong, with the question whether the nearest name was meant, for those who tell the place elsewhere.
    package var sentence: String {
        suggestion.map { "\(message): did you mean \(TomlText.quoted($0))?" } ?? message
    }
}
