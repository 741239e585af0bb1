/// A policy for repeated keys together with the key: all that the store needs to carry it out.
package struct DuplicateRule: Sendable, Hashable {
    /// What is done; ``DuplicatePolicy/keep`` does nothing.
    package let policy: DuplicatePolicy
    /// What makes two records the same.
    package let key: DatasetKey

    /// Makes a rule.
    package init(policy: DuplicatePolicy, key: DatasetKey) {
        self.policy = policy
        self.key = key
    }
}
