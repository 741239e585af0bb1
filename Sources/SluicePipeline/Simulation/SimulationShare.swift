/// What share of the records of a simulation is of some kinds, which take turns: exact over all files, whatever their size.
package struct SimulationShare<Kind: Sendable & Hashable>: Sendable, Hashable {
    /// Parts of a million records, 0…1 000 000.
    package let partsPerMillion: Int
    /// The kinds in turn; at least one where the share is not 0.
    package let kinds: [Kind]

    /// Makes a share; what lies outside 0…1 000 000 is cut off.
    package init(partsPerMillion: Int, kinds: [Kind]) {
        self.partsPerMillion = kinds.isEmpty ? 0 : min(max(0, partsPerMillion), 1_000_000)
        self.kinds = kinds
    }

    /// How many there are among the first records, rounded down.
    package func count(amongFirst records: Int) -> Int {
        let (millions, rest) = records.quotientAndRemainder(dividingBy: 1_000_000)
        return millions * partsPerMillion + rest * partsPerMillion / 1_000_000
    }

    /// The kinds that fall on a range of records, counted through all files.
    func kinds(in records: Range<Int>) -> [Kind] {
        let numbers = count(amongFirst: records.lowerBound)..<count(amongFirst: records.upperBound)
        return numbers.map { kinds[$0 % kinds.count] }
    }
}
