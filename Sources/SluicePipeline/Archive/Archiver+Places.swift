package import SluiceSystem

extension Archiver {
    /// The directories it works in.
    package struct Places: Sendable {
        /// The inbox as it is held now.
        package var inbox: Directory
        private var followedArchive: FollowedDirectory
        private var followedQuarantine: FollowedDirectory
        /// `data/processed`, with a directory for each UTC day.
        package var archive: Directory { followedArchive.directory }
        /// `quarantine`.
        package var quarantine: Directory { followedQuarantine.directory }
        /// `data/store`, where the note about `quarantine` lies.
        package var store: Directory

        /// Makes places.
        package init(
            inbox: Directory, archive: FollowedDirectory, quarantine: FollowedDirectory,
            store: Directory
        ) {
            self.inbox = inbox
            followedArchive = archive
            followedQuarantine = quarantine
            self.store = store
        }

        /// Has them be what their paths lead to now; true when the archive is another one. Throws when a path leads nowhere:
        /// what lies in a directory that was moved away is not where it is looked for.
        mutating func follow() throws(SystemError) -> Bool {
            _ = try followedQuarantine.follow()
            return try followedArchive.follow()
        }
    }
}
