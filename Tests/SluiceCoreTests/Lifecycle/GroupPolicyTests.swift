import SluiceCore
import Testing

/// When a group of files is committed.
@Suite struct GroupPolicyTests {
    private let policy = GroupPolicy()

    @Test(arguments: [
        (1, 1, 0, 0, true), (1, 1, 0, 1, false), (0, 0, 0, 0, true), (1, 0, 0, 0, false),
        (49_999, 999, 49_999_999, 5, false),
        (50_000, 1, 0, 5, true), (0, 1_000, 0, 5, true), (0, 5, 50_000_000, 5, true),
        (1, 1, 50_000_000, 1, true), (1, 4, 50_000_000, 5, false),
        (1, 1, 249_999_999, 1_000, false),
        (1, 1, 250_000_000, 1_000, true),
    ])
    func commits(_ rows: Int, _ files: Int, _ age: Int, _ backlog: Int, _ expected: Bool) {
        #expect(
            policy.shouldCommit(
                rows: rows, files: files, ageNanoseconds: UInt64(age), backlog: backlog)
                == expected)
    }
}
