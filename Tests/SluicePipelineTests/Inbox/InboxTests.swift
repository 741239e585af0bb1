internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

internal import Glibc

@Suite(.serialized) struct InboxTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(arguments: [
        ("a.csv", true), ("A.CSV", true), ("a.b.CsV", true), (".csv", false),
        (".a.csv", false), ("a.csv.tmp", false), ("a.tsv", false), ("acsv", false), ("", false),
    ])
    func acceptsNamesOfDataFiles(name: String, isAccepted: Bool) {
        #expect(Inbox.accepts(Array(name.utf8)) == isAccepted)
    }

    @Test func aFileMovedInIsReadyWithoutAListing() throws {
        let probe = try InboxProbe()
        probe.start()
        try probe.moveIn("a.csv", "12345")
        probe.wait("the file") { $0.names == ["a.csv"] }
        let file = try #require(probe.report.files.first)
        #expect(file.identity == (try probe.directory().information(file.name))?.identity)
        #expect(file.identity.size == 5)
        #expect(probe.report.count(.listed) == 1)
    }

    @Test func aFileClosedAfterWritingIsReadyWithoutAListing() throws {
        let probe = try InboxProbe()
        probe.start()
        try probe.station.write("x", to: "data/a.csv")
        probe.wait("the file") { $0.names == ["a.csv"] }
        #expect(probe.report.count(.listed) == 1)
    }

    @Test func filesThatLayThereBeforeAreFoundAndSettle() throws {
        let probe = try InboxProbe()
        for number in 0..<300 { try probe.station.write("x", to: "data/\(number).csv") }
        probe.start()
        probe.wait("all files") { $0.names.count == 300 }
        #expect(Set(probe.report.names).count == 300)
        probe.onQueue { #expect($0.isQuiet) }
    }

    @Test func aFileItsWriterHasOpenWaits() throws {
        let probe = try InboxProbe()
        probe.start()
        let directory = try probe.directory()
        var writer: FileDescriptor? = try directory.create(bytes("a.tmp"))
        if let writer { try System().write([1], to: writer) }
        try directory.replace(bytes("a.csv"), by: bytes("a.tmp"))
        try probe.moveIn("b.csv")
        probe.wait("the other file") { $0.names == ["b.csv"] }
        probe.onQueue { #expect($0.stillSettling == [bytes("a.csv")]) }
        writer = nil
        probe.wait("the closed file") { $0.names == ["b.csv", "a.csv"] }
    }

    @Test func whatIsNoDataFileIsNeverReady() throws {
        let probe = try InboxProbe(rescans: true)
        let data = probe.station.path(of: "data")
        try probe.station.write("x", to: "data/.hidden.csv")
        try probe.station.write("x", to: "data/a.csv.part")
        try probe.station.makeDirectory("data/processed.csv")
        mkfifo(data + "/fifo.csv", 0o600)
        symlink("a.csv.part", data + "/link.csv")
        probe.start()
        try probe.moveIn("real.csv")
        probe.wait("the real file") { $0.names == ["real.csv"] }
        probe.waitForListings(3)
        #expect(probe.report.names == ["real.csv"])
        #expect(probe.report.symlinks == ["link.csv"])
    }

    @Test func aTakenNameIsFreeAfterwards() throws {
        let probe = try InboxProbe(rescans: true)
        probe.start()
        try probe.moveIn("a.csv", "1")
        probe.wait("the first") { $0.names.count == 1 }
        probe.waitForListings(2)
        try probe.directory().remove(bytes("a.csv"))
        try probe.moveIn("a.csv", "22")
        probe.waitForListings(2)
        #expect(probe.report.names.count == 1)
        probe.onQueue { $0.finished(bytes("a.csv")) }
        probe.wait("the second") { $0.names.count == 2 }
        #expect(probe.report.files.map(\.identity.size) == [1, 2])
    }

    @Test func aFileThatChangedWhileItWasReadSettlesAgain() throws {
        let probe = try InboxProbe()
        probe.start()
        try probe.moveIn("a.csv", "1")
        probe.wait("the file") { $0.names.count == 1 }
        probe.onQueue { inbox in
            inbox.again(bytes("a.csv"))
            #expect(inbox.waitingCount == 1)
        }
        probe.wait("the file again") { $0.names.count == 2 }
    }

    @Test func anEmptyInboxIsQuietAfterItsFirstListing() throws {
        let probe = try InboxProbe()
        probe.onQueue { #expect(!$0.isQuiet) }
        probe.start()
        probe.onQueue { #expect($0.isQuiet) }
    }

    @Test func stoppingEndsEverything() throws {
        let probe = try InboxProbe()
        probe.start()
        probe.onQueue { $0.stop() }
        try probe.moveIn("a.csv")
        probe.onQueue {
            $0.rescanNow()
            #expect($0.waitingCount == 0)
        }
        #expect(probe.report.names.isEmpty)
    }
}
