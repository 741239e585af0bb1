/// What one bad record does to its file; the raw values are those of `mode`.
package enum IntakeMode: String, Sendable, Hashable, CaseIterable {
    /// Bad records are held, good ones stored.
    case record
    /// One bad record rejects the file.
    case strict
}
