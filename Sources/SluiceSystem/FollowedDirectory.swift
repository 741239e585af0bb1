/// A directory that is held, and looked for again by its path: another may have that by now, or none.
package struct FollowedDirectory: Sendable {
    /// The one that is held.
    package private(set) var directory: Directory
    private let open: @Sendable () throws(SystemError) -> Directory

    /// What the path leads to now; where it leads to nothing, the one that is held. Opens it once more.
    package var newest: Directory { (try? open()) ?? directory }

    /// Holds what `open` opens by the path. Throws when there is nothing.
    package init(
        opening open: @escaping @Sendable () throws(SystemError) -> Directory
    ) throws(SystemError) {
        self.open = open
        directory = try open()
    }

    /// Holds what the path leads to now; true when that is another directory than before. Throws when it leads to none, and holds
    /// on. Opens it once more: some microseconds.
    package mutating func follow() throws(SystemError) -> Bool {
        let opened = try open()
        guard try !opened.isSame(as: directory) else { return false }
        directory = opened
        return true
    }
}
