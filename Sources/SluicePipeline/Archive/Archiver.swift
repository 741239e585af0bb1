internal import Dispatch

package import SluiceCore
package import SluiceStore
package import SluiceSystem

/// Moves committed files out of the inbox, after their quarantine files were written; runs on its own serial queue.
///
/// A group is one call: quarantine files and renames for each file, then one synchronisation of every directory touched.
package final class Archiver: Sendable {
    /// Hands over the held records of a file, from the database, page by page; called on the archive queue.
    package typealias HeldRecords =
        @Sendable (_ fileID: Int64, _ visit: ([HeldRecord]) throws -> Void) throws -> Void

    /// Looks a file up in the ledger; called on the archive queue.
    package typealias Ledger = @Sendable (_ fileID: Int64) throws -> LedgerEntry?

    /// The findings about a file as a whole; called on the archive queue.
    package typealias FileFindings = @Sendable (_ fileID: Int64) throws -> [Finding]

    let queue = DispatchQueue(label: "sluice.archive")
    let system: System
    private let heldRecords: HeldRecords
    private let ledger: Ledger
    private let fileFindings: FileFindings
    private let refused: RefusedRecords
    private let copier: CrossDeviceCopy
    /// Touched only on ``queue``.
    nonisolated(unsafe) var places: Places
    nonisolated(unsafe) private var days: [[UInt8]: Directory] = [:]
    /// Under which names files stand that were moved, by their ids, until their directories are forced to disk; touched only on
    /// ``queue``. After a failure in between the next attempt goes on from there: a copy has nothing in common with its source
    /// but the content, which another file may have, too.
    nonisolated(unsafe) private var placed: [Int64: [UInt8]] = [:]

    /// An archiver for a station's directories.
    package init(
        system: System, places: Places, taking: FileTaker.Settings,
        ledger: @escaping Ledger, fileFindings: @escaping FileFindings,
        heldRecords: @escaping HeldRecords
    ) {
        self.ledger = ledger
        self.fileFindings = fileFindings
        self.system = system
        self.places = places
        self.heldRecords = heldRecords
        refused = RefusedRecords(system: system, settings: taking)
        copier = CrossDeviceCopy(system: system)
    }

    /// The inbox was opened anew (its directory was replaced).
    package func use(inbox: Directory) {
        queue.async { [self] in places.inbox = inbox }
    }

    /// Archives the files of a committed group; `completion` gets an outcome for each, on the archive queue.
    package func archive(
        _ receipts: [CommitReceipt],
        completion: @escaping @Sendable ([(CommitReceipt, ArchiveOutcome)]) -> Void
    ) {
        queue.async { [self] in
            var touched = Touched()
            var outcomes: [(CommitReceipt, ArchiveOutcome)] = []
            do throws(SystemError) {
                if try places.follow() { days.removeAll() }
                outcomes = receipts.map { ($0, archive($0, &touched)) }
                try synchronize(touched)
                CrashPoint.archiveSynchronized.pass()
                for case (let receipt, .archived) in outcomes { placed[receipt.fileID] = nil }
            } catch {
                outcomes = receipts.map { ($0, Self.failed(error)) }
            }
            completion(outcomes)
        }
    }

    /// Has the quarantine files of the source files of a batch follow the database; `completion` gets what went wrong, on the
    /// archive queue. A crash point is passed behind each of them.
    package func rewrite(
        _ files: [Int64], ofBatch batch: Int64, passing point: CrashPoint,
        completion: @escaping @Sendable (String?) -> Void
    ) {
        queue.async { [self] in
            let failure = rewrite(files, passing: point)
            if failure == nil { note(batch) }
            completion(failure)
        }
    }

    /// The same, on the archive queue; answers what went wrong.
    func rewrite(_ files: [Int64], passing point: CrashPoint? = nil) -> String? {
        guard !files.isEmpty else { return nil }
        var failure: String?
        for file in files {
            do { try rewrite(file) } catch { failure = "\(error)" }
            point?.pass()
        }
        do throws(SystemError) {
            try places.quarantine.synchronize()
        } catch {
            failure = error.description
        }
        return failure
    }

    private func rewrite(_ id: Int64) throws {
        guard let file = try ledger(id), !file.file.sha256.isEmpty else { return }
        let base = PathText.safe(file.file.name, sha256: file.file.sha256)
        let writer = QuarantineFiles(system: system, directory: places.quarantine)
        switch file.status {
        case .rejected: try writer.rewriteErrors(base: base, findings: try fileFindings(id))
        case _ where file.file.quarantined == 0: try writer.remove(base: base)
        default:
            try writer.rewrite(base: base, header: file.file.header) { visit in
                try heldRecords(id, visit)
            }
        }
    }

    private struct Touched {
        var inbox = false
        var quarantine = false
        var archive = false
        var days: [[UInt8]: Directory] = [:]
    }

    private func archive(_ receipt: CommitReceipt, _ touched: inout Touched) -> ArchiveOutcome {
        var place = "quarantine/: "
        do {
            if case .rejected(let findings) = receipt.kind {
                return try moveRejected(receipt, findings, &touched)
            }
            if receipt.kind == .committed, receipt.held > 0 {
                try writeHeldRecords(of: receipt)
                touched.quarantine = true
            }
            place = ""
            return try moveToArchive(receipt, &touched)
        } catch {
            return Self.failed(error, in: place)
        }
    }

    private func writeHeldRecords(of receipt: CommitReceipt) throws {
        let source = receipt.pending.source
        let files = QuarantineFiles(system: system, directory: places.quarantine)
        let base = PathText.safe(source.name, sha256: receipt.sha256 ?? [])
        let pages: QuarantineFiles.Pages = { [heldRecords] visit in
            try heldRecords(receipt.fileID, visit)
        }
        // One that was refused until now has an error log of that, which this one takes the place of.
        if source.keptName(isRefused: true) != nil {
            try files.rewrite(base: base, header: receipt.header, pages: pages)
        } else {
            try files.write(base: base, header: receipt.header, pages: pages)
        }
    }

    private static func failed(_ error: any Error, in place: String = "") -> ArchiveOutcome {
        let remedy = (error as? SystemError)?.remedy ?? (error as? StoreError)?.remedy ?? ""
        return .failed(message: "\(place)\(error)", remedy: remedy)
    }

    private func moveToArchive(
        _ receipt: CommitReceipt, _ touched: inout Touched
    ) throws(SystemError) -> ArchiveOutcome {
        guard let wanted = receipt.archiveName else { return .vanished }
        guard let slash = wanted.utf8.firstIndex(of: 0x2F) else {
            touched.archive = true
            return try move(receipt, to: places.archive, as: Array(wanted.utf8), &touched)
        }
        let dayName = Array(wanted.utf8[..<slash])
        var day = days[dayName]
        if day == nil { day = try places.archive.makeDirectory(dayName) }
        guard let day else { return .vanished }
        days[dayName] = day
        touched.days[dayName] = day
        touched.archive = true
        let outcome = try move(
            receipt, to: day, as: Array(wanted.utf8[wanted.utf8.index(after: slash)...]), &touched)
        guard case .archived(let name) = outcome else { return outcome }
        return .archived(name: String(decoding: dayName, as: UTF8.self) + "/" + name)
    }

    private func moveRejected(
        _ receipt: CommitReceipt, _ findings: [Finding], _ touched: inout Touched
    ) throws -> ArchiveOutcome {
        CrashPoint.rejectedBefore.pass()
        touched.quarantine = true
        let base = PathText.safe(receipt.pending.source.name, sha256: receipt.sha256 ?? [])
        if let earlier = try placedBefore(receipt, in: places.quarantine, &touched)
            ?? movedBefore(receipt, in: places.quarantine, as: base)
        {
            return .archived(name: String(decoding: earlier, as: UTF8.self))
        }
        let files = QuarantineFiles(system: system, directory: places.quarantine)
        // One that was not refused until now had files for its bad records.
        if receipt.pending.source.keptName(isRefused: false) != nil { try files.remove(base: base) }
        try files.writeErrors(
            base: base, findings: findings
        ) { visit in
            guard findings.contains(where: { $0.code == .strict }),
                let file = try openSource(of: receipt)
            else { return }
            try refused.pages(of: file, name: receipt.pending.source.name, visit)
        }
        let outcome = try move(receipt, to: places.quarantine, as: base, &touched)
        CrashPoint.rejectedMoved.pass()
        return outcome
    }

    /// Opens a file where it was taken from; nil when nothing stands there any more.
    private func openSource(of receipt: CommitReceipt) throws(SystemError) -> FileDescriptor? {
        do throws(SystemError) {
            switch receipt.pending.source {
            case .inbox(let name): return try places.inbox.openForReading(name)
            case .path(let path): return try system.openForReading(path: path)
            case .kept(let file): return try system.openForReading(path: file.path)
            }
        } catch  where error.isMissing || error.isWrongKind {
            return nil
        }
    }

    /// Where a file is to be taken away: one named on the command line that lies in the inbox is like any other there.
    private func source(of receipt: CommitReceipt) throws(SystemError) -> TakeSource {
        guard case .path = receipt.pending.source else { return receipt.pending.source }
        let name = receipt.pending.source.name
        let found = try places.inbox.information(name)
        return found?.identity.isSameContent(as: receipt.identity) == true
            ? .inbox(name: name) : receipt.pending.source
    }

    /// Moves (or, for a file named on the command line, copies) a file to a free name in a directory.
    private func move(
        _ receipt: CommitReceipt, to target: Directory, as name: [UInt8], _ touched: inout Touched
    ) throws(SystemError) -> ArchiveOutcome {
        CrashPoint.archiveBefore.pass()
        if let earlier = try placedBefore(receipt, in: target, &touched) {
            return .archived(name: String(decoding: earlier, as: UTF8.self))
        }
        let note = { [self] in placed[receipt.fileID] = $0 }
        switch try source(of: receipt) {
        case .path:
            guard let copied = try copy(receipt, to: target, as: name, placed: note) else {
                return .vanished
            }
            return .archived(name: String(decoding: copied, as: UTF8.self))
        case .kept(let file):
            let moved = try move(file, receipt.identity, to: target, as: name, placed: note)
            return .archived(name: String(decoding: moved, as: UTF8.self))
        case .inbox(let source):
            touched.inbox = true
            let found = try places.inbox.information(source)
            guard let found, found.kind == .regular,
                found.identity.isSameContent(as: receipt.identity)
            else {
                if let earlier = try movedBefore(receipt, in: target, as: name) {
                    return .archived(name: String(decoding: earlier, as: UTF8.self))
                }
                return found == nil ? .vanished : .replaced
            }
            let moved: [UInt8]
            do throws(SystemError) {
                moved = try FreeName.place(name) { (candidate) throws(SystemError) in
                    try places.inbox.move(source, to: target, as: candidate)
                }
            } catch  where error.isCrossDevice {
                // A copy is another file with its own identity: what was copied is what was opened.
                let copied = try copier.move(
                    source, of: places.inbox, identity: receipt.identity, to: target, as: name,
                    placed: note)
                CrashPoint.archiveRenamed.pass()
                return .archived(name: String(decoding: copied, as: UTF8.self))
            }
            CrashPoint.archiveRenamed.pass()
            return try confirmed(moved, in: target, receipt, source)
        }
    }

    /// Copies a file from outside the inbox; nil when it is gone or has other content by now.
    private func copy(
        _ receipt: CommitReceipt, to target: Directory, as name: [UInt8], placed: ([UInt8]) -> Void
    ) throws(SystemError) -> [UInt8]? {
        guard let file = try openSource(of: receipt) else { return nil }
        let identity = try system.information(of: file).identity
        if !identity.isSameContent(as: receipt.identity) {
            guard let again = try openSource(of: receipt),
                FoundFile(system: system).sha256(of: again) == receipt.sha256
            else { return nil }
        }
        return try copier.copy(file, to: target, as: name, placed: placed)
    }

    /// Moves a kept file that is judged otherwise than before: from the archive to the quarantine, or back.
    private func move(
        _ file: KeptFile, _ identity: FileIdentity, to target: Directory, as name: [UInt8],
        placed: ([UInt8]) -> Void
    ) throws(SystemError) -> [UInt8] {
        let (from, base) = try place(of: file)
        do throws(SystemError) {
            return try FreeName.place(name) { (candidate) throws(SystemError) in
                try from.move(base, to: target, as: candidate)
            }
        } catch  where error.isCrossDevice {
            return try copier.move(
                base, of: from, identity: identity, to: target, as: name, placed: placed)
        }
    }

    /// The directory a kept file lies in, and its name there.
    private func place(
        of file: KeptFile
    ) throws(SystemError) -> (directory: Directory, name: [UInt8]) {
        var parts = file.archiveName.split(separator: "/").map { Array($0.utf8) }
        let base = parts.popLast() ?? []
        var directory = file.isRefused ? places.quarantine : places.archive
        for part in parts { directory = try directory.directory(part) }
        return (directory, base)
    }

    /// Where an earlier attempt of this run has copied the file before it failed; its source is removed now. Nil when none has.
    private func placedBefore(
        _ receipt: CommitReceipt, in target: Directory, _ touched: inout Touched
    ) throws(SystemError) -> [UInt8]? {
        guard let name = placed[receipt.fileID], let found = try target.information(name),
            found.kind == .regular, found.identity.size == receipt.identity.size
        else { return nil }
        try target.synchronize()
        switch try source(of: receipt) {
        case .path: break
        case .inbox(let source):
            touched.inbox = true
            try copier.remove(source, of: places.inbox, identity: receipt.identity)
        case .kept(let file):
            let (directory, base) = try place(of: file)
            try copier.remove(base, of: directory, identity: receipt.identity)
        }
        return name
    }

    /// Where an earlier attempt has moved the file before it failed; nil when none has.
    private func movedBefore(
        _ receipt: CommitReceipt, in target: Directory, as name: [UInt8]
    ) throws(SystemError) -> [UInt8]? {
        var candidate = name
        var number = 0
        while let found = try target.information(candidate) {
            if found.identity.isSameContent(as: receipt.identity) { return candidate }
            number += 1
            candidate = name + Array(".\(number)".utf8)
        }
        return nil
    }

    /// Between the look and the rename the name may have come to stand for another file: that one goes back to the inbox.
    private func confirmed(
        _ placed: [UInt8], in target: Directory, _ receipt: CommitReceipt, _ source: [UInt8]
    ) throws(SystemError) -> ArchiveOutcome {
        let moved = try target.information(placed)
        if let moved, moved.identity.device == receipt.identity.device,
            !moved.identity.isSameContent(as: receipt.identity)
        {
            _ = try FreeName.place(source) { (candidate) throws(SystemError) in
                try target.move(placed, to: places.inbox, as: candidate)
            }
            return .replaced
        }
        return .archived(name: String(decoding: placed, as: UTF8.self))
    }

    private func synchronize(_ touched: Touched) throws(SystemError) {
        for day in touched.days.values { try day.synchronize() }
        if touched.archive { try places.archive.synchronize() }
        if touched.quarantine { try places.quarantine.synchronize() }
        if touched.inbox { try places.inbox.synchronize() }
    }
}
