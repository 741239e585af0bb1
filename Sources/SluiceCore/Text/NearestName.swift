/// Finds the known name that a mistyped one most likely meant.
package enum NearestName {
    /// The nearest of the known names, or nil when none is near enough: at most a third of the letters may differ.
    ///
    /// Equally near names: the first. Time: the product of the lengths, per name.
    package static func of(_ typed: String, among names: some Sequence<String>) -> String? {
        let typedBytes = Array(typed.lowercased().utf8.prefix(64))
        guard !typedBytes.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let nameBytes = Array(name.lowercased().utf8)
            let limit = max(1, max(typedBytes.count, nameBytes.count) / 3)
            let distance = distance(typedBytes, nameBytes)
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other.
    package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast = Array(repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(
                    last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
