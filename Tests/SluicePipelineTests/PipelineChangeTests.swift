internal import SluiceCore
internal import SluicePipeline
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

/// Files that change, are replaced or vanish at the worst moment.
@Suite struct PipelineChangeTests {
    private let first = UniversityFile(records: 10, salt: 1)
    private let second = UniversityFile(records: 7, salt: 2)

    private func onFirstCommit(
        _ body: @escaping @Sendable () throws -> Void
    ) -> @Sendable (PipelineEvent) -> Void {
        let box = OnceFlag()
        return { event in
            guard case .filesCommitted = event, box.first() else { return }
            try? body()
        }
    }

    @Test func aFileReplacedBeforeItsArchiveStaysAndIsTakenToo() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "a.csv")
        let second = second.bytes
        try station.runOnce(onEvent: onFirstCommit { try station.replace("a.csv", by: second) })
        #expect(try station.storedRows == 17)
        #expect(station.archivedNames.compactMap(station.archived) == [second])
        #expect(
            try station.rows("SELECT status, stored FROM files ORDER BY id") == [
                ["committed", "10"], ["archived", "7"],
            ])
        #expect(try station.violations() == [])
    }

    @Test func aFileReplacedBetweenLookAndRenameGoesBackAndIsTakenToo() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "a.csv")
        let second = second.bytes
        try station.runOnce(
            faults: FaultInjector { call, count in
                if call == .rename, count == 1 { try? station.replace("a.csv", by: second) }
                return nil
            })
        #expect(try station.storedRows == 17)
        #expect(station.archivedNames.compactMap(station.archived) == [second])
        #expect(try station.violations() == [])
    }

    @Test func aFileThatVanishesBeforeItsArchiveKeepsItsRows() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "a.csv")
        try station.runOnce(
            onEvent: onFirstCommit {
                try station.open("data").remove(Array("a.csv".utf8))
            })
        #expect(try station.storedRows == 10)
        #expect(try station.column("SELECT archive_name FROM files") == ["NULL"])
        try station.runOnce()
        #expect(try station.storedRows == 10)
    }

    @Test func aFileThatComesBackBeforeTheLedgerKnowsThatItWasGoneHasOneRow() throws {
        let station = try TemporaryStation()
        let lock = LockHolder()
        let removed = OnceFlag()
        let probe = try station.pipeline { event in
            guard case .filesCommitted = event, removed.first() else { return }
            lock.take(station)
            try? station.open("data").remove(Array("a.csv".utf8))
        }
        try probe.start()
        try station.drop(first.bytes, as: "a.csv")
        try probe.wait("a failed attempt to note it") { !$0.failedAttempts.isEmpty }
        try station.drop(first.bytes, as: "a.csv")
        try Waiter().poll { probe.pipeline.snapshot.waitingFiles == 1 }
        lock.release()
        try probe.wait("archiving") { $0.archivedNames.count == 1 }
        try probe.stop()
        #expect(try station.rows("SELECT status, stored FROM files") == [["archived", "10"]])
        #expect(station.archivedNames.compactMap(station.archived) == [first.bytes])
        #expect(try station.violations() == [])
    }

    @Test func aFileThatVanishesBeforeItIsReadIsForgotten() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "a.csv")
        try station.runOnce(
            faults: FaultInjector { call, count in
                // The look for a writer opens once; then the taker opens.
                if call == .open, count == 2 {
                    try? station.open("data").remove(Array("a.csv".utf8))
                }
                return nil
            })
        #expect(try station.storedRows == 0)
        #expect(station.inboxNames == [])
    }

    @Test func aFileThatGrowsWhileItIsReadIsReadAgainFromTheStart() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "a.csv")
        let directory = try station.open("data")
        let probe = try station.pipeline(
            faults: FaultInjector { call, count in
                guard call == .read, count == 1 else { return nil }
                if let file = try? directory.openForAppending(Array("a.csv".utf8)) {
                    try? System().write(
                        Array((UniversityFile.record(77, salt: 1) + "\n").utf8), to: file)
                }
                return nil
            })
        try probe.start()
        _ = try probe.drain()
        try probe.stop()
        #expect(try station.storedRows == 11)
        #expect(probe.events.contains { if case .fileChanged = $0 { true } else { false } })
        #expect(try station.violations() == [])
    }

    @Test func aSymlinkPutInPlaceOfAFileIsNotFollowed() throws {
        let station = try TemporaryStation()
        try station.directory.write(second.bytes, to: "secret.csv")
        try station.drop(first.bytes, as: "a.csv")
        let path = station.directory.path(of: "secret.csv")
        let link = station.directory.path(of: "data/a.csv")
        try station.runOnce(
            faults: FaultInjector { call, count in
                if call == .open, count == 2 { replaceByLink(link, to: path) }
                return nil
            })
        #expect(try station.storedRows == 0)
        #expect(station.directory.bytes(of: "secret.csv") == second.bytes)
    }

    @Test func takenNamesInArchiveAndQuarantineAreLeft() throws {
        let station = try TemporaryStation()
        let file = UniversityFile(records: 10, faults: [2: .range])
        try station.drop(file.bytes, as: "a.csv")
        try station.runOnce(
            onEvent: { event in
                guard case .filesCommitted(let receipts, _) = event,
                    let name = receipts.first?.archiveName,
                    let base = name.split(separator: "/").last
                else { return }
                try? station.directory.write("mine", to: "data/processed/\(name)")
                try? station.directory.write("mine", to: "data/processed/\(name).1")
                try? station.directory.write("mine", to: "quarantine/\(base).rejected.csv")
                try? station.directory.write("mine", to: "quarantine/\(base).errors.jsonl")
            })
        let names = station.archivedNames
        #expect(names.map { $0.suffix(2) } == ["sv", ".1", ".2"])
        #expect(names.map { station.archived($0)?.count } == [4, 4, file.bytes.count])
        #expect(try station.column("SELECT archive_name FROM files") == [names[2]])
        #expect(station.quarantineNames.count == 4)
        #expect(station.quarantineNames.filter { $0.hasSuffix(".1") }.count == 2)
        #expect(
            station.quarantineNames.filter {
                station.directory.text(of: "quarantine/" + $0) == "mine"
            }.count == 2)
    }

    @Test func aRunNamesAFileThatItsWriterStillHasOpen() throws {
        let station = try TemporaryStation()
        try station.drop(first.bytes, as: "open.csv")
        try station.drop(second.bytes, as: "closed.csv")
        let writer = try station.open("data").openForAppending(Array("open.csv".utf8))
        let result = try station.runOnce()
        #expect(result.stillChanging == [Array("open.csv".utf8)])
        try System().write([], to: writer)
        #expect(station.inboxNames == ["open.csv"])
        #expect(try station.storedRows == 7)
    }
}
