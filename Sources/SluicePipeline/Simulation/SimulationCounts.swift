package import SluiceCore

/// What a simulation delivered, and with it what a station that has not seen it before must make of it.
package struct SimulationCounts: Sendable, Equatable {
    /// Files with contents of their own.
    package var files = 0
    /// Files that are the same as another one, byte for byte: duplicates.
    package var copies = 0
    /// Bytes of all files, copies included.
    package var bytes = 0
    /// Records of the files, not counting copies.
    package var records = 0
    /// Records with a fault, by its kind.
    package var faults: [SimulatedFault: Int] = [:]
    /// Good records with an unusual spelling, by its kind.
    package var oddities: [SimulatedOddity: Int] = [:]

    /// Nothing delivered.
    package init() {}

    /// Records that must be held.
    package var held: Int { faults.values.reduce(0, +) }
    /// Records that must be stored.
    package var stored: Int { records - held }

    /// How many findings of each code there must be: one for each record with a fault.
    package var findings: [FindingCode: Int] {
        faults.reduce(into: [:]) { $0[$1.key.code, default: 0] += $1.value }
    }

    /// Adds what another part delivered.
    package static func += (left: inout Self, right: Self) {
        left.files += right.files
        left.copies += right.copies
        left.bytes += right.bytes
        left.records += right.records
        left.faults.merge(right.faults, uniquingKeysWith: +)
        left.oddities.merge(right.oddities, uniquingKeysWith: +)
    }

    /// The same files as copies: their records are not counted again.
    var asCopies: Self {
        var counts = SimulationCounts()
        counts.copies = files
        counts.bytes = bytes
        return counts
    }
}
