internal import SluiceCore
internal import Testing

/// Which names are versions of one file.
@Suite struct SupersessionPolicyTests {
    private let marked = SupersessionPolicy(revisionMarks: ["_v[0-9]*", "-corr*"])

    private func stem(_ name: String, _ policy: SupersessionPolicy) -> SupersessionPolicy.Stem {
        policy.stem(of: Array(name.utf8))
    }

    @Test(arguments: ["north_v2.csv", "north_v13.csv", "north-corrected.csv", "north_v2_v3.csv"])
    func marksAreCutOff(_ name: String) {
        #expect(stem(name, marked) == stem("north.csv", marked))
    }

    @Test(arguments: [
        "north_v2.txt", "South.csv", "north_version.csv", "_v2.csv", "north_v2.csv.bak", "north",
    ])
    func otherNamesAreOtherFiles(_ name: String) {
        #expect(stem(name, marked) != stem("north.csv", marked))
    }

    @Test func withoutMarksOnlyTheSameNameIsAVersion() {
        let plain = SupersessionPolicy()
        #expect(stem("a_v2.csv", plain) != stem("a.csv", plain))
        #expect(stem("a.csv", plain) == stem("a.csv", plain))
    }

    @Test func aMarkDoesNotBeginWithinACharacter() {
        let any = SupersessionPolicy(revisionMarks: ["?"])
        #expect(stem("aé.csv", any).beginning == Array("aé".utf8))
    }
}
