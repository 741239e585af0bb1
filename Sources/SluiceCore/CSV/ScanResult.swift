/// What a call of the scanner came to.
package enum ScanResult: Sendable, Hashable {
    /// A record was found and the layout describes it.
    case record
    /// The bytes end inside a record; call again with more.
    case needsInput
    /// The file has no further record.
    case end
}
