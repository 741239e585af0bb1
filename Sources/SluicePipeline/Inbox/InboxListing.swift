internal import SluiceSystem

/// What one listing of the inbox found; made away from the pipeline's queue, because 100 000 names take some 50 ms.
struct InboxListing: Sendable {
    /// The directory that was listed: the one held before, or another that has its path now.
    let directory: Directory
    /// True when it is not the one held before.
    let isNew: Bool
    /// A watch on it where one was missing, or why there is none; nil when one was there already.
    let watch: Result<Inotify, SystemError>?
    /// Names of data files that may be regular files, in the order of their bytes.
    ///
    /// Names mostly carry a time or a number, so rows come in the order of their times: with 20 000 files in the order of
    /// the directory every file meets other pages of the time index, and the writer reads and writes ten times as many.
    let names: [[UInt8]]
    /// Names of data files that are symbolic links.
    let symlinks: [[UInt8]]

    /// Opens the inbox by its path, compares it with the directory held, watches it if need be, and lists it. Blocks.
    ///
    /// The watch comes before the listing, so that nothing can arrive unseen between the two.
    init(
        _ system: System, held: Directory?, isWatched: Bool,
        open: () throws(SystemError) -> Directory
    ) throws(SystemError) {
        let opened = try open()
        if let held, try opened.isSame(as: held) {
            directory = held
            isNew = false
        } else {
            directory = opened
            isNew = true
        }
        watch = isNew || !isWatched ? Self.watch(system, directory) : nil
        var names: [[UInt8]] = []
        var symlinks: [[UInt8]] = []
        for entry in try directory.entries() where Inbox.accepts(entry.name) {
            if entry.isSymlink {
                symlinks.append(entry.name)
            } else if entry.mayBeRegularFile {
                names.append(entry.name)
            }
        }
        self.names = names.sorted { $0.lexicographicallyPrecedes($1) }
        self.symlinks = symlinks
    }

    private static func watch(
        _ system: System, _ directory: Directory
    ) -> Result<Inotify, SystemError> {
        do throws(SystemError) {
            return .success(try Inotify(system, watching: directory))
        } catch {
            return .failure(error)
        }
    }
}
