/// How much is held in quarantine.
package struct HeldTotals: Sendable, Equatable {
    /// Records held now.
    package var records: Int
    /// Raw bytes kept of them.
    package var bytes: Int

    /// Makes totals; nothing without arguments.
    package init(records: Int = 0, bytes: Int = 0) {
        self.records = records
        self.bytes = bytes
    }

    /// True when either has reached its limit.
    package func reaches(_ limit: HeldTotals) -> Bool {
        records >= limit.records || bytes >= limit.bytes
    }
}
