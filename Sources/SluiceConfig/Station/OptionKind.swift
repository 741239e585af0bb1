/// How values of one kind are read into a configuration and written out of it.
struct OptionKind: Sendable {
    /// What a value is, as documentation names it: `duration`.
    let name: String
    /// What is expected, for messages: `a duration such as "200ms" or "1s"`.
    let expectation: String
    /// The names that are accepted, when there is a list of them.
    let choices: [String]
    /// Puts a value into a configuration; false when it is not of this kind or out of range.
    let take: @Sendable (ConfigurationInput, inout StationConfiguration) -> Bool
    /// The value of a configuration as TOML text.
    let show: @Sendable (StationConfiguration) -> String

    typealias Path<Value> = WritableKeyPath<StationConfiguration, Value> & Sendable
}
