import SluiceCore
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("*.csv", "a.csv", true), ("*.csv", "A.CSV", true), ("*.csv", "a.csv.gz", false),
        ("*", "", true), ("a?c", "abc", true), ("a?c", "ac", false), ("*a*b*", "xxaxxbxx", true),
        ("*a*b*", "xxbxxaxx", false), ("[ab]1", "b1", true), ("[!ab]1", "b1", false),
        ("[0-9][0-9].csv", "17.csv", true), ("[", "[", true), ("[]x]", "]", true), ("", "", true),
        ("****b", "aaaaaaaaaaaaaaaaaaaaaaaab", true),
    ])
    func matchesWholeNames(_ pattern: String, _ name: String, _ expected: Bool) {
        #expect(Glob(pattern).matches(Array(name.utf8)) == expected)
    }

    @Test func matchesNamesThatAreNotText() {
        #expect(Glob("x?.csv").matches([0x78, 0xFF, 0x2E, 0x63, 0x73, 0x76]))
    }
}
