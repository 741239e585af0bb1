@testable import SluiceConsole
import Testing

@Suite struct FuzzyMatchTests {
    @Test(arguments: [
        ("pane", "next-pane", [5, 6, 7, 8]), ("np", "next-pane", [0, 5]),
        ("NP", "next-pane", [0, 5]), ("", "x", []),
    ])
    func lettersAreFoundInTheirOrder(typed: String, text: String, places: [Int]) {
        #expect(FuzzyMatch(typed, in: text)?.places == places)
    }

    @Test(arguments: [("pn x", "next-pane"), ("longer", "long")])
    func aMissingLetterIsNoMatch(typed: String, text: String) {
        #expect(FuzzyMatch(typed, in: text) == nil)
    }

    @Test(arguments: [
        ("fil", "filter", "find-file"), ("sort", "sort-by", "previous-sort"),
        ("th", "theme", "next-match"),
    ])
    func theBetterOneIsBefore(typed: String, better: String, worse: String) throws {
        let left = try #require(FuzzyMatch(typed, in: better))
        if let right = FuzzyMatch(typed, in: worse) { #expect(left.score > right.score) }
    }
}
