internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

internal import Glibc

@Suite struct DirectoryTests {
    let temporary: TemporaryDirectory
    let directory: Directory

    init() throws {
        temporary = try TemporaryDirectory()
        directory = try System().openDirectory(path: temporary.pathBytes)
    }

    private func name(_ text: String) -> [UInt8] { Array(text.utf8) }

    private func failing(
        _ call: SystemCall, with code: Int32, at first: Int = 1
    ) throws -> Directory {
        let faults = FaultInjector { seen, count in seen == call && count >= first ? code : nil }
        return try System(faults: faults).openDirectory(path: temporary.pathBytes)
    }

    @Test func listsNamesAsBytesAgainAndAgain() throws {
        let strange: [UInt8] = [0xFF, 0x25] + name(".csv")
        _ = try directory.create(strange)
        symlink("nowhere", temporary.path(of: "link.csv"))
        mkdir(temporary.path(of: "sub.csv"), 0o700)
        for _ in 1...2 {
            let entries = try directory.entries()
            #expect(entries.count == 3)
            #expect(entries.first { $0.name == strange }?.mayBeRegularFile == true)
            #expect(entries.first { $0.name == name("link.csv") }?.isSymlink == true)
            #expect(entries.first { $0.name == name("sub.csv") }?.mayBeRegularFile == false)
        }
    }

    @Test func informationDoesNotFollowSymlinks() throws {
        try temporary.write("12345", to: "a.csv")
        symlink("a.csv", temporary.path(of: "b.csv"))
        #expect(try directory.information(name("a.csv"))?.kind == .regular)
        #expect(try directory.information(name("a.csv"))?.identity.size == 5)
        #expect(try directory.information(name("b.csv"))?.kind == .symlink)
        #expect(try directory.information(name("missing")) == nil)
    }

    @Test func openingASymlinkFailsAndAFifoDoesNotBlock() throws {
        symlink("a.csv", temporary.path(of: "b.csv"))
        mkfifo(temporary.path(of: "f.csv"), 0o600)
        #expect {
            try directory.openForReading(name("b.csv"))
        } throws: {
            ($0 as? SystemError)?.isWrongKind == true
        }
        let fifo = try directory.openForReading(name("f.csv"))
        #expect(try System().information(of: fifo).kind == .other)
    }

    @Test func aLinkWhereNoneMayBeIsToldAsOne() throws {
        mkdir(temporary.path(of: "there"), 0o700)
        symlink("there", temporary.path(of: "link"))
        try temporary.write("", to: "file")
        #expect(throws: Never.self) { try directory.directory(name("link")) }
        let link = #expect(throws: SystemError.self) {
            try directory.directory(name("link"), followsLinks: false)
        }
        #expect(link?.description == "open directory link: a symbolic link stands there")
        let file = #expect(throws: SystemError.self) {
            try directory.directory(name("file"), followsLinks: false)
        }
        #expect(file?.reason == "Not a directory")
    }

    @Test func whatItCreatesIsPrivate() throws {
        let file = try directory.create(name("a"))
        #expect(try System().information(of: file).permissions == 0o600)
        let made = try directory.makeDirectory(name("d"))
        #expect(try System().information(of: made.descriptor).permissions == 0o700)
        #expect(try directory.makeDirectory(name("d")).entries().isEmpty)
    }

    @Test func movingNeverReplaces() throws {
        try temporary.write("new", to: "a.csv")
        try temporary.write("old", to: "archive/a.csv")
        let archive = try directory.directory(name("archive"))
        #expect {
            try directory.move(name("a.csv"), to: archive, as: name("a.csv"))
        } throws: {
            ($0 as? SystemError)?.isTaken == true
        }
        #expect(temporary.text(of: "archive/a.csv") == "old")
        try directory.move(name("a.csv"), to: archive, as: name("a.csv.1"))
        #expect(temporary.text(of: "archive/a.csv.1") == "new")
        #expect(temporary.text(of: "a.csv") == nil)
    }

    @Test(arguments: [ENOSYS, EINVAL])
    func movingWorksWithoutTheKernelsNoReplace(code: Int32) throws {
        try temporary.write("new", to: "a.csv")
        try temporary.write("old", to: "taken.csv")
        let faults = FaultInjector { call, count in call == .rename && count % 2 == 1 ? code : nil }
        let plain = try System(faults: faults).openDirectory(path: temporary.pathBytes)
        #expect {
            try plain.move(name("a.csv"), to: plain, as: name("taken.csv"))
        } throws: {
            ($0 as? SystemError)?.isTaken == true
        }
        #expect(temporary.text(of: "taken.csv") == "old")
        try plain.move(name("a.csv"), to: plain, as: name("b.csv"))
        #expect(temporary.names() == ["b.csv", "taken.csv"])
    }

    @Test func movingWorksWithoutHardLinks() throws {
        try temporary.write("new", to: "a.csv")
        try temporary.write("old", to: "taken.csv")
        let faults = FaultInjector { call, count in
            call == .rename ? [1: EINVAL, 2: EPERM, 3: EINVAL, 4: EPERM][count] : nil
        }
        let plain = try System(faults: faults).openDirectory(path: temporary.pathBytes)
        #expect {
            try plain.move(name("a.csv"), to: plain, as: name("taken.csv"))
        } throws: {
            ($0 as? SystemError)?.isTaken == true
        }
        #expect(temporary.text(of: "taken.csv") == "old")
        try plain.move(name("a.csv"), to: plain, as: name("b.csv"))
        #expect(temporary.text(of: "b.csv") == "new")
        #expect(temporary.names() == ["b.csv", "taken.csv"])
    }

    @Test func writingReplacesAsAWhole() throws {
        try directory.write(name("one"), replacing: name("status.json"))
        try directory.write(name("second"), replacing: name("status.json"))
        #expect(temporary.text(of: "status.json") == "second")
        #expect(temporary.names() == ["status.json"])
    }

    @Test(arguments: [SystemCall.create, .write, .fsync, .rename])
    func aFailedReplacementLeavesTheOldFile(call: SystemCall) throws {
        try directory.write(name("one"), replacing: name("status.json"))
        let broken = try failing(call, with: ENOSPC)
        #expect(throws: SystemError.self) {
            try broken.write(name("second"), replacing: name("status.json"))
        }
        #expect(temporary.text(of: "status.json") == "one")
        #expect(temporary.names() == ["status.json"])
    }

    @Test func aNameWithANulNamesNothing() {
        #expect(throws: SystemError(.open, code: EINVAL, subject: [97, 0, 98])) {
            try directory.openForReading([97, 0, 98])
        }
    }

    @Test func everyCallCanBeMadeToFail() throws {
        #expect(throws: SystemError.self) { try failing(.list, with: EIO).entries() }
        #expect(throws: SystemError.self) { try failing(.stat, with: EIO).information(name("a")) }
        #expect(throws: SystemError.self) { try failing(.fsync, with: EIO).synchronize() }
        #expect(throws: SystemError.self) { try failing(.unlink, with: EIO).remove(name("a")) }
        #expect(throws: SystemError.self) { try failing(.mkdir, with: EIO).makeDirectory([97]) }
        #expect(throws: SystemError.self) { try failing(.openDirectory, with: EMFILE) }
    }
}
