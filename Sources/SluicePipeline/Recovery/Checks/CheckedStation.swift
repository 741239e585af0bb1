package import SluiceCore
package import SluiceStore
package import SluiceSystem

/// A station as checks see it: its directories, its database if that can be read, and whether an instance owns it.
///
/// Confined to the queue of whoever has the reader.
package struct CheckedStation {
    /// The way to the kernel.
    package let system: System
    /// The inbox; nil when it cannot be opened.
    package var inbox: Directory?
    /// `data/processed`.
    package var archive: Directory?
    /// `quarantine`.
    package var quarantine: Directory?
    /// `data/store`.
    package var store: Directory?
    /// `logs`.
    package var logs: Directory?
    /// Why directories of the station cannot be opened, by what they are called in `sluice.toml`.
    package var closed: [(name: String, error: SystemError)] = []
    /// What the running instance fails at, as it says itself, and what is to be done; empty when none runs.
    package var troubles: [(message: String, remedy: String)] = []
    /// A connection to the database; nil when there is none or it cannot be read.
    package var reader: StoreReader?
    /// True while another process owns the station: what is unfinished then is being worked on.
    package var hasOwner = false
    /// True when the bytes of archived and waiting files are read, too.
    package var isDeep = false
    /// From where on space and the write-ahead log are worth a warning.
    package var limits = AlertLimits()

    /// A station without directories and database.
    package init(system: System) {
        self.system = system
    }

    /// Calls `body` for every file of the ledger that is not being loaded, page by page.
    func forEachFile(_ body: (LedgerEntry, StoreReader) throws -> Void) throws {
        guard let reader else { return }
        var last: Int64 = 0
        while true {
            let page = try reader.ledgerPage(after: last, limit: 1000)
            guard let end = page.last?.id else { return }
            for entry in page { try body(entry, reader) }
            last = end
        }
    }

    /// A directory of the station by its place; nil when it cannot be opened.
    func directory(_ place: DefectRepair.Place) -> Directory? {
        switch place {
        case .inbox: inbox
        case .archive(nil): archive
        case .archive(let day?): try? archive?.directory(day)
        case .quarantine: quarantine
        case .store: store
        case .logs: logs
        }
    }

    /// True when sluice has put a file into the archive. Lists no more than it must.
    package var archiveHasFiles: Bool {
        get throws {
            try archiveDirectories().contains { _, directory in
                try directory.entries().contains { SluiceName.isOne($0.name) }
            }
        }
    }

    /// True when sluice has put a file into `quarantine/`.
    package var quarantineHasFiles: Bool {
        get throws {
            try quarantine?.entries().contains { SluiceName.isOne($0.name) } ?? false
        }
    }

    /// The archive and the directories of its days, each with its place.
    func archiveDirectories() throws -> [(place: DefectRepair.Place, directory: Directory)] {
        guard let archive else { return [] }
        var result: [(DefectRepair.Place, Directory)] = [(.archive(day: nil), archive)]
        for entry in try archive.entries() where !entry.isSymlink {
            guard try archive.information(entry.name)?.kind == .directory else { continue }
            result.append((.archive(day: entry.name), try archive.directory(entry.name)))
        }
        return result
    }
}
