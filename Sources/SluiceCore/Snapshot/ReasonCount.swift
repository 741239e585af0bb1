/// How often a reason occurs.
package struct ReasonCount: Sendable, Equatable {
    /// The kind of fault.
    package var code: FindingCode
    /// How many records have it as their first finding.
    package var count: Int

    /// Makes a count.
    package init(_ code: FindingCode, _ count: Int) {
        self.code = code
        self.count = count
    }
}
