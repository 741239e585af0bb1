/// How well a text fits what was typed of it: all typed characters occur in it, in their order, letter case aside.
struct FuzzyMatch: Sendable {
    /// How well: larger is better.
    let score: Int
    /// Where the characters were found, as places among the text's characters.
    let places: [Int]

    /// Matches what was typed with a text; nil when a typed character is missing. The product of the lengths at most.
    ///
    /// A character behind the one before it counts more than one at the start of a word, and that more than any other; the
    /// earlier the match begins, and the shorter the text, the better. Blanks that were typed match nothing.
    init?(_ typed: String, in text: String) {
        let wanted = Array(typed.lowercased()).filter { $0 != " " }
        let letters = Array(text.lowercased())
        guard wanted.count <= letters.count else { return nil }
        guard let first = wanted.first else {
            (score, places) = (0, [])
            return
        }
        var best: (score: Int, places: [Int])?
        for start in letters.indices where letters[start] == first {
            guard let found = Self.places(of: wanted, in: letters, from: start) else { break }
            let score = Self.score(found, in: letters)
            if score > best?.score ?? .min { best = (score, found) }
        }
        guard let best else { return nil }
        (score, places) = (best.score, best.places)
    }

    private static func places(
        of wanted: [Character], in letters: [Character], from start: Int
    ) -> [Int]? {
        var places: [Int] = []
        var next = start
        for character in wanted {
            guard let place = letters[next...].firstIndex(of: character) else { return nil }
            places.append(place)
            next = place + 1
        }
        return places
    }

    private static func score(_ places: [Int], in letters: [Character]) -> Int {
        var score = -letters.count - 2 * (places.first ?? 0)
        for (index, place) in places.enumerated() {
            if index > 0 && places[index - 1] == place - 1 {
                score += 30
            } else if place == 0 || !letters[place - 1].isLetter {
                score += 20
            }
        }
        return score
    }
}
