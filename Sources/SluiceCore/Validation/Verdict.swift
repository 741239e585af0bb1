/// What the rules say of a single record.
package enum Verdict {
    /// It is good: a chunk with exactly one row and its aggregates.
    case accepted(RecordChunk)
    /// It is bad, with all findings in column order, at least one.
    case held([Finding])
}
