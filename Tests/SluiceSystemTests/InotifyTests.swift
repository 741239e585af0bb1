internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite struct InotifyTests {
    let temporary: TemporaryDirectory
    let directory: Directory

    init() throws {
        temporary = try TemporaryDirectory()
        directory = try System().openDirectory(path: temporary.pathBytes)
    }

    private func name(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func tellsWhatWasMovedInAndWhatWasClosedAfterWriting() throws {
        let inotify = try Inotify(System(), watching: directory)
        let file = try directory.create(name("a.tmp"))
        try System().write([1, 2, 3], to: file)
        withExtendedLifetime(file) {}
        try directory.replace(name("b.csv"), by: name("a.tmp"))
        #expect(try inotify.read().contains(.movedIn(name("b.csv"))))
    }

    @Test func tellsClosingOnlyWhenTheWriterHasClosed() throws {
        let inotify = try Inotify(System(), watching: directory)
        var file: FileDescriptor? = try directory.create(name("a.csv"))
        if let file { try System().write([1], to: file) }
        #expect(try inotify.read().isEmpty)
        file = nil
        #expect(try inotify.read() == [.closedAfterWriting(name("a.csv"))])
    }

    @Test func readingAFileIsNoEvent() throws {
        try temporary.write("x", to: "a.csv")
        let inotify = try Inotify(System(), watching: directory)
        _ = try directory.openForReading(name("a.csv"))
        #expect(try inotify.read().isEmpty)
    }

    @Test func keepsNamesAsBytes() throws {
        let inotify = try Inotify(System(), watching: directory)
        let strange: [UInt8] = [0xFF, 0xFE, 0x0A] + name(".csv")
        _ = try directory.create(strange)
        #expect(try inotify.read() == [.closedAfterWriting(strange)])
    }

    @Test func isNotDisturbedByRenamingTheDirectoryOnTheWay() throws {
        try temporary.makeDirectory("station/data")
        let station = try directory.directory(name("station"))
        let inbox = try station.directory(name("data"))
        let inotify = try Inotify(System(), watching: inbox)
        try directory.replace(name("moved"), by: name("station"))
        _ = try inbox.create(name("a.csv"))
        #expect(try inotify.read() == [.closedAfterWriting(name("a.csv"))])
    }

    @Test func subdirectoriesAreNoEvents() throws {
        try temporary.makeDirectory("outside")
        try temporary.makeDirectory("inside")
        let inside = try directory.directory(name("inside"))
        let inotify = try Inotify(System(), watching: inside)
        try directory.move(name("outside"), to: inside, as: name("x.csv"))
        #expect(try inotify.read().isEmpty)
    }

    @Test func anInjectedFailureNamesTheCallAndTheDirectory() {
        let system = System(faults: FaultInjector { call, _ in call == .inotify ? 28 : nil })
        #expect {
            try Inotify(system, watching: directory)
        } throws: { error in
            guard let error = error as? SystemError else { return false }
            return error.call == .inotify && error.code == 28
                && error.description.contains(temporary.path)
        }
    }
}
