/// Lines of a file, a bit for each up to the largest: of a million lines 125 kB.
struct LineSet {
    private var words: [UInt64] = []

    /// None.
    init() {}

    /// Puts a line in; false when it was there already.
    @discardableResult
    mutating func insert(_ line: Int) -> Bool {
        let (word, bit) = (line / 64, UInt64(1) << UInt64(line % 64))
        if word >= words.count {
            words += Array(repeating: 0, count: word + 1 - words.count)
        }
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        return true
    }

    /// True when a line is in it.
    func contains(_ line: Int) -> Bool {
        line / 64 < words.count && words[line / 64] >> UInt64(line % 64) & 1 == 1
    }
}
