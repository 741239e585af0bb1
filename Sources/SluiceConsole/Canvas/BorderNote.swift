package import SluiceCore

/// What the upper border of a box says at its right: facts parted by dots, of which those that matter least are said in
/// fewer words, or not at all, where there is no room.
package struct BorderNote: Sendable {
    /// A fact in words.
    ///
    /// `drop` tells when they give way to fewer words, or to nothing: those with the highest number first, those with 0
    /// never. Words that are empty say nothing, so that a fact is left out rather than cut. What the operator set is kept longer
    /// (the beginning of a filter 0, all of it 2, marks 1 and 5, an order 4) than what a view says of itself (3 unless said
    /// otherwise, 2 of how many a filter found), and keys (8) go first.
    package typealias Form = (text: SafeText, drop: Int)

    /// The facts in their order, each in fewer and fewer words.
    private var facts: [[Form]]

    /// A note of facts, each in one form or in several, the longest first.
    package init(_ facts: [Form]...) { self.facts = facts }

    /// A note of one fact; of none when the text is empty.
    package init(_ text: SafeText) { facts = text.string.isEmpty ? [] : [[(text, 3)]] }

    /// All facts of two notes.
    package static func + (first: BorderNote, second: BorderNote) -> BorderNote {
        var both = first
        both.facts += second.facts
        return both
    }

    /// Only what the operator must know of a view, in its fewest words: the filter and how many it found, marks, the metric.
    var essential: BorderNote {
        var note = BorderNote()
        note.facts = facts.compactMap { forms in forms.last.flatMap { $0.drop <= 2 ? [$0] : nil } }
        return note
    }

    /// What is said in so many columns; what is never left out may still be wider.
    func text(width: Int, measure: (SafeText) -> Int) -> SafeText {
        var shown = facts
        while measure(Self.joined(shown)) > width {
            let places = shown.indices.filter { shown[$0][0].drop > 0 }
            let last = places.max { (shown[$0][0].drop, $0) < (shown[$1][0].drop, $1) }
            guard let last, shown.count > 1 || shown[last].count > 1 else { break }
            shown[last].removeFirst()
            if shown[last].isEmpty { shown.remove(at: last) }
        }
        return Self.joined(shown)
    }

    private static func joined(_ facts: [[Form]]) -> SafeText {
        let said = facts.map { $0[0].text }.filter { !$0.string.isEmpty }
        return said.dropFirst().reduce(said.first ?? "") { "\($0) · \($1)" }
    }
}
