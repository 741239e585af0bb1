internal import Testing

@Suite("Wording")
struct WordingTests {
    /// Paths of one machine, put together from pieces so that this file does not hold them.
    private static let machinePaths = [
        "work", "root", "farm", "opt/swift", "home", "tmp/h", "tmp/plan",
    ]
    .map { "/" + $0 + "/" }
    private static let leftovers = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "unimple" + "mented"]

    private static let texts =
        Repository.files(under: "Sources") + Repository.files(under: "Tests")
        + Repository.files(under: ".ci")
        + [
            "README.md", "CHANGELOG.md", "Makefile", "Package.swift", "data/README.md",
            "logs/README.md", "quarantine/README.md", "themes/README.md",
        ].map(Repository.File.init)

    @Test("no text names a path of one machine or leaves a note to its writer", arguments: texts)
    func forbiddenWords(_ file: Repository.File) throws {
        guard let text = try? file.text() else { return }  // not UTF-8: a fixture
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let padded = " " + line
            for word in Self.machinePaths where Self.names(padded, word) {
                Issue.record("\(file.path):\(index + 1): names \(word)")
            }
            for word in Self.leftovers where line.contains(word) {
                Issue.record("\(file.path):\(index + 1): \(word)")
            }
        }
    }

    /// True when the path stands at the start of a word; behind a letter, a digit or a dot it is part of another path.
    private static func names(_ line: String, _ path: String) -> Bool {
        var rest = Substring(line)
        while let found = rest.firstRange(of: path) {
            let before =
                found.lowerBound == rest.startIndex
                ? " " : rest[rest.index(before: found.lowerBound)]
            if !before.isLetter && !before.isNumber && !"._-/}>".contains(before) { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    @Test("every make command of the README is a target of the Makefile")
    func readmeCommands() throws {
        let readme = try Repository.File(path: "README.md").text()
        let makefile = try Repository.File(path: "Makefile").text()
        let targets = Set(
            makefile.split(separator: "\n").compactMap { line -> String? in
                guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("#"),
                    !line.hasPrefix("\t")
                else { return nil }
                return String(line[..<colon])
            })
        let named = Set(
            readme.split(separator: "\n").compactMap { line -> String? in
                let words = line.split(whereSeparator: { $0 == " " || $0 == "`" })
                return words.count > 1 && words[0] == "make" ? String(words[1]) : nil
            })
        #expect(named.isSuperset(of: ["run", "test"]))
        #expect(named.isSubset(of: targets), "not in the Makefile: \(named.subtracting(targets))")
    }

    @Test("continuous integration runs make test and nothing else")
    func continuousIntegration() throws {
        let script = try Repository.File(path: ".ci/run").text()
        let commands = script.split(separator: "\n").filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("set ") && !$0.hasPrefix("cd ")
        }
        #expect(commands == ["exec make test"])
    }
}
