package import SluiceSystem

/// Puts a database that was made anew in the place of an old one, in steps that a crash may cut anywhere.
///
/// Once the new one is called ``readyName`` it is complete, and whoever opens the store for writing next finishes what is left:
/// the old one is moved aside with its log, then the new one gets its name.
package struct DatabaseReplacement: Sendable {
    /// The name under which a new database is built.
    package static let buildingName = Array("rebuilding.db".utf8)
    /// The name of a complete one that waits for its place.
    static let readyName = Array("rebuilt.db".utf8)

    private let directory: Directory
    private let name: [UInt8]

    /// A replacement of the database of this name in a directory.
    package init(of name: [UInt8], in directory: Directory) {
        self.name = name
        self.directory = directory
    }

    /// True while a complete database waits for its place: the next writer puts it there. One `stat` call.
    package var isReady: Bool {
        (try? directory.information(Self.readyName)) != nil
    }

    /// Removes what an earlier attempt has built.
    package func removeUnfinished() throws(StoreError) {
        try kernel { () throws(SystemError) in
            for suffix in ["", "-journal", "-wal", "-shm"] {
                try directory.remove(Self.buildingName + Array(suffix.utf8))
                try directory.remove(
                    DatabaseFile.temporaryName(Self.buildingName) + Array(suffix.utf8))
            }
        }
    }

    /// Declares the new database complete and puts it in place; answers where the old one lies now, nil when there was none.
    ///
    /// Nobody may have either of them open.
    package func replace() throws(StoreError) -> [UInt8]? {
        try kernel { () throws(SystemError) in
            try directory.remove(Self.buildingName + Array("-shm".utf8))
            try directory.move(Self.buildingName, to: directory, as: Self.readyName)
            try directory.synchronize()
            CrashPoint.replacementReady.pass()
        }
        return try finish()
    }

    /// Finishes a replacement that was cut; does nothing when there is none. One `stat` call then.
    @discardableResult
    func finish() throws(StoreError) -> [UInt8]? {
        var aside: [UInt8]?
        try kernel { () throws(SystemError) in
            guard try directory.information(Self.readyName) != nil else { return }
            aside = try moveOldAside()
            CrashPoint.replacementAside.pass()
            try directory.move(Self.readyName, to: directory, as: name)
            try directory.synchronize()
        }
        return aside
    }

    /// The log first: as long as the database has its name, the number that both get is the same.
    private func moveOldAside() throws(SystemError) -> [UInt8]? {
        var number = 1
        var aside = name + Array(".old-1".utf8)
        while try directory.information(aside) != nil {
            number += 1
            aside = name + Array(".old-\(number)".utf8)
        }
        let wal = Array("-wal".utf8)
        if let found = try directory.information(name + wal) {
            // After a cut a reader may have come first: it makes an empty log beside the one that is aside already.
            if found.identity.size == 0 {
                try directory.remove(name + wal)
            } else {
                try directory.move(name + wal, to: directory, as: aside + wal)
            }
        }
        CrashPoint.replacementBetween.pass()
        try directory.remove(name + Array("-shm".utf8))
        guard try directory.information(name) != nil else { return nil }
        try directory.move(name, to: directory, as: aside)
        return aside
    }

    private func kernel(_ body: () throws(SystemError) -> Void) throws(StoreError) {
        do throws(SystemError) {
            try body()
        } catch {
            throw StoreError(.cannotOpen, error.description)
        }
    }
}
