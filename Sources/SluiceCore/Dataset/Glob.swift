/// A shell-like pattern on the bytes of a file name: `*` any bytes, `?` one byte, `[a-z]` and `[!a-z]` one of a set.
///
/// ASCII letters match in either case, so that `*.csv` takes `READINGS.CSV`. An unclosed `[` stands for itself.
package struct Glob: Sendable, Hashable {
    private let pattern: [UInt8]

    /// Makes a glob; every text is one.
    package init(_ text: String) {
        pattern = text.utf8.map(Self.lowercased)
    }

    /// True when the whole name matches. Time: pattern × name at worst, no recursion.
    package func matches(_ name: [UInt8]) -> Bool {
        var patternIndex = 0
        var nameIndex = 0
        var star: (pattern: Int, name: Int)?
        while nameIndex < name.count {
            if patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "*") {
                patternIndex += 1
                star = (patternIndex, nameIndex)
            } else if let next = matchOne(name[nameIndex], at: patternIndex) {
                patternIndex = next
                nameIndex += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                patternIndex = last.pattern
                nameIndex = last.name + 1
            } else {
                return false
            }
        }
        while patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "*") {
            patternIndex += 1
        }
        return patternIndex == pattern.count
    }

    /// Where the pattern goes on when one byte matches what stands at an index of it; nil when it does not.
    private func matchOne(_ raw: UInt8, at index: Int) -> Int? {
        guard index < pattern.count else { return nil }
        let byte = Self.lowercased(raw)
        switch pattern[index] {
        case UInt8(ascii: "?"):
            return index + 1
        case UInt8(ascii: "["):
            guard let set = set(at: index) else { return byte == pattern[index] ? index + 1 : nil }
            return set.contains(byte) ? set.end : nil
        default:
            return byte == pattern[index] ? index + 1 : nil
        }
    }

    private struct ByteSet {
        let members: ArraySlice<UInt8>
        let isNegated: Bool
        let end: Int

        func contains(_ byte: UInt8) -> Bool {
            var index = members.startIndex
            var found = false
            while index < members.endIndex, !found {
                if index + 2 < members.endIndex, members[index + 1] == UInt8(ascii: "-") {
                    found = members[index] <= byte && byte <= members[index + 2]
                    index += 3
                } else {
                    found = members[index] == byte
                    index += 1
                }
            }
            return found != isNegated
        }
    }

    private func set(at open: Int) -> ByteSet? {
        var start = open + 1
        guard start < pattern.count else { return nil }
        let isNegated = pattern[start] == UInt8(ascii: "!") || pattern[start] == UInt8(ascii: "^")
        if isNegated { start += 1 }
        // A closing bracket that stands first is a member.
        guard start < pattern.count,
            let close = pattern[(start + 1)...].firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        return ByteSet(members: pattern[start..<close], isNegated: isNegated, end: close + 1)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
