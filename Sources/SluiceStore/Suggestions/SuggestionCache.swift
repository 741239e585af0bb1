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
    /// The groups whose suggestion was tried on all of them, as far as it can be.
    private(set) var whole: Set<Key> = []
    /// What is stored, by field.
    let statistics = StoredStatistics()

    /// Keeps a suggestion, which was tried on all of its group or not; when there are too many, all others are forgotten.
    func keep(_ suggestion: Suggestion?, for key: Key, isWhole: Bool) {
        if results.count >= Self.limit { removeAll() }
        results[key] = .some(suggestion)
        if isWhole { whole.insert(key) }
    }

    /// Forgets what was suggested, because the rules have changed.
    func removeAll() {
        results.removeAll()
        whole.removeAll()
    }
}
