internal import Glibc
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("A directory that is followed by its path")
struct FollowedDirectoryTests {
    @Test("it is the one at its path, and the one that is held where there is none")
    func follows() throws {
        let temporary = try TemporaryDirectory()
        let (path, away) = (temporary.path(of: "a"), temporary.path(of: "away"))
        try temporary.write([], to: "a/old")
        var followed = try FollowedDirectory { () throws(SystemError) in
            try System().openDirectory(path: Array(path.utf8))
        }
        #expect(try !followed.follow())
        #expect(rename(path, away) == 0)
        #expect(throws: SystemError.self) { try followed.follow() }
        #expect(try followed.newest.information(Array("old".utf8)) != nil)
        try temporary.write([], to: "a/new")
        #expect(try followed.newest.information(Array("new".utf8)) != nil)
        #expect(try followed.directory.information(Array("new".utf8)) == nil)
        #expect(try followed.follow())
        #expect(try followed.directory.information(Array("new".utf8)) != nil)
    }
}
