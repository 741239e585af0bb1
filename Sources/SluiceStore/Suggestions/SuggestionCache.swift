internal import SluiceCore

/// Suggestions that were made, and what they are made from.
///
/// A class, because it is filled bit by bit; confined to the queue of its reader.
final class SuggestionCache {
    /// A group as it was when its suggestion was made.
    struct Key: Hashable {
        private let key: QuarantineGroup.Key
        private let count: Int
        private let example: Int64

        /// The key of a group.
        init(_ group: QuarantineGroup) {
            key = group.key
            count = group.count
            example = group.exampleID
        }
    }

    private static let limit = 1_000

    /// By group; nil where nothing was evident.
    private(set) var results: [Key: Suggestion?] = [:]
    /// What is stored, by field.
    let statistics = StoredStatistics()

    /// Keeps a suggestion; when there are too many, all others are forgotten.
    func keep(_ suggestion: Suggestion?, for key: Key) {
        if results.count >= Self.limit { results.removeAll() }
        results[key] = .some(suggestion)
    }

    /// Forgets what was suggested, because the rules have changed.
    func removeAll() { results.removeAll() }
}
