internal import SluiceCore
internal import SluiceSystem

/// The files that sluice has put into the archive and into `quarantine/`, listed once.
struct ArchiveListing {
    /// What stands before the names of refused files, which lie in `quarantine/`.
    static let rejected = Array("quarantine/".utf8)

    /// Names relative to the archive, or below ``rejected``; side files and unfinished copies are not among them.
    let names: [[UInt8]]
    /// Names relative to the archive of files that others have put there: sluice does not give such names.
    let foreign: [[UInt8]]
    private let archive: Directory?
    private let quarantine: Directory?
    private let days: [[UInt8]: Directory]

    /// Lists the directories of a station. Linear in the number of files.
    init(_ station: CheckedStation) throws {
        var names: [[UInt8]] = []
        var foreign: [[UInt8]] = []
        var days: [[UInt8]: Directory] = [:]
        for (place, directory) in try station.archiveDirectories() {
            var start: [UInt8] = []
            if case .archive(let day?) = place {
                days[day] = directory
                start = day + [UInt8(ascii: "/")]
            }
            for entry in try directory.entries() where entry.mayBeRegularFile {
                if SluiceName.isOne(entry.name) {
                    names.append(start + entry.name)
                } else if entry.name.first != UInt8(ascii: ".") {
                    foreign.append(start + entry.name)
                }
            }
        }
        for entry in try station.quarantine?.entries() ?? []
        where entry.mayBeRegularFile && SluiceName.isOne(entry.name) {
            if SluiceName.source(ofSideFile: entry.name) == nil {
                names.append(Self.rejected + entry.name)
            }
        }
        self.names = names
        self.foreign = foreign
        self.days = days
        archive = station.archive
        quarantine = station.quarantine
    }

    /// The directory and the name in it of an archive name of the ledger; no directory when there is none of that day.
    func place(of name: [UInt8], isRejected: Bool) -> (directory: Directory?, name: [UInt8]) {
        if isRejected { return (quarantine, name) }
        guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return (archive, name) }
        let day = Array(name[..<slash])
        // A day that began after the listing is opened now.
        let directory = days[day] ?? (try? archive?.directory(day))
        return (directory, Array(name[(slash + 1)...]))
    }
}
