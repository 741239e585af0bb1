/// A condition an operator should know of, while it holds and after.
package struct StationAlert: Sendable, Equatable {
    /// What it is about.
    package enum Kind: String, Sendable, CaseIterable {
        /// More records are held than the threshold allows.
        case errorRate = "error rate"
        /// A file was refused as a whole.
        case rejectedFile = "file rejected"
        /// The inbox cannot be read: no file is noticed.
        case inbox = "inbox"
        /// A failure of the environment is being retried.
        case trouble = "trouble"
        /// Files wait and nothing is committed.
        case stalled = "stalled"
        /// The quarantine is full, or nearly.
        case quarantineFull = "quarantine"
        /// A location has sent nothing for longer than it should.
        case silentLocation = "silence"
        /// The file system or the database is short of space.
        case space = "space"
    }

    /// Its number, by which it is acknowledged; stable while the owner runs.
    package var id: Int64
    /// What it is about.
    package var kind: Kind
    /// What holds, in a few words, without values from the data other than a file's or location's name.
    package var message: String
    /// Since when it holds, in microseconds since 1970 UTC.
    package var sinceMicroseconds: Int64
    /// When it ceased, in microseconds since 1970 UTC; nil while it fires.
    package var clearedMicroseconds: Int64?
    /// True when an operator has seen it.
    package var isAcknowledged = false
    /// What to do about this one; nil when only its kind tells.
    package var remedy: String?
    /// The file it is about; nil when it is about none.
    package var fileID: Int64?

    /// Makes a firing alert.
    package init(id: Int64, kind: Kind, message: String, sinceMicroseconds: Int64) {
        self.id = id
        self.kind = kind
        self.message = message
        self.sinceMicroseconds = sinceMicroseconds
    }

    /// True while it holds.
    package var isFiring: Bool { clearedMicroseconds == nil }
}
