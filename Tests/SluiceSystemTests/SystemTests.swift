internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

internal import Glibc

@Suite struct SystemTests {
    let temporary: TemporaryDirectory
    let directory: Directory
    let system = System()

    init() throws {
        temporary = try TemporaryDirectory()
        directory = try System().openDirectory(path: temporary.pathBytes)
    }

    @Test func readsIntoABufferBehindWhatItHolds() throws {
        try temporary.write("abcdef", to: "a")
        let file = try directory.openForReading([97])
        var buffer = [UInt8](repeating: 46, count: 5)
        #expect(try system.read(file, into: &buffer, at: 1) == 4)
        #expect(buffer == Array(".abcd".utf8))
        #expect(try system.read(file, into: &buffer, at: 0) == 2)
        #expect(try system.read(file, into: &buffer, at: 0) == 0)
    }

    @Test func tellsWhetherAWriterHasAFileOpen() throws {
        let writer = try directory.create([97])
        let reader = try directory.openForReading([97])
        #expect(system.writerHasOpen(reader))
        withExtendedLifetime(writer) {}
        try temporary.write("x", to: "b")
        #expect(!system.writerHasOpen(try directory.openForReading([98])))
    }

    @Test func theProbeDoesNotDisturbALaterWriter() throws {
        try temporary.write("x", to: "a")
        let reader = try directory.openForReading([97])
        #expect(!system.writerHasOpen(reader))
        let writer = try directory.openForAppending([97])
        #expect(system.writerHasOpen(reader))
        withExtendedLifetime(writer) {}
    }

    @Test func aDirectoryIsLockedOnce() throws {
        let again = try system.openDirectory(path: temporary.pathBytes)
        #expect(try system.lock(directory))
        #expect(try !system.lock(again))
    }

    @Test func aFaultIsCountedByCall() throws {
        try temporary.write("abc", to: "a")
        let faults = FaultInjector { call, count in call == .read && count == 2 ? EIO : nil }
        let broken = System(faults: faults)
        let file = try broken.openDirectory(path: temporary.pathBytes).openForReading([97])
        var buffer = [UInt8](repeating: 0, count: 1)
        #expect(try broken.read(file, into: &buffer, at: 0) == 1)
        #expect(throws: SystemError(.read, code: EIO)) {
            try broken.read(file, into: &buffer, at: 0)
        }
        #expect(try broken.read(file, into: &buffer, at: 0) == 1)
    }

    @Test func anErrorSaysWhatFailedOnWhatAndWhy() {
        let error = SystemError(.create, code: ENOSPC, subject: [0x61, 0xFF, 0x0A])
        #expect(error.description == "create a%FF%0A: No space left on device")
    }

    @Test func aReplacedFileHasAnotherIdentity() throws {
        try temporary.write("abc", to: "a")
        try temporary.write("abc", to: "b")
        let first = try #require(try directory.information([97])).identity
        #expect(try directory.information([97])?.identity == first)
        try directory.replace([97], by: [98])
        let second = try #require(try directory.information([97])).identity
        #expect(!first.isSameContent(as: second))
    }

    @Test func theMonotonicClockDoesNotGoBack() {
        let first = system.monotonicNanoseconds()
        #expect(system.monotonicNanoseconds() >= first)
        // 2024-01-01, in microseconds.
        #expect(system.realtimeMicroseconds() > 1_704_067_200_000_000)
    }

    @Test func tellsTheSpaceOfAFileSystem() throws {
        let space = try system.space(of: directory)
        #expect(space.freeBytes > 0)
        #expect(space.totalBytes >= space.freeBytes)
    }
}
