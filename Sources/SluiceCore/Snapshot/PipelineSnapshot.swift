/// The immutable picture of the pipeline that status and console draw.
package struct PipelineSnapshot: Sendable, Equatable {
    /// The state word of the header.
    package enum State: String, Sendable {
        /// Recovering what an earlier run left behind.
        case starting = "STARTING"
        /// Files are taken as they come.
        case running = "RUNNING"
        /// Files wait and nothing was committed for 10 s.
        case stalled = "STALLED"
        /// A failure of the environment is being retried.
        case degraded = "DEGRADED"
        /// Finishing what is open before the process ends.
        case stopping = "STOPPING"
        /// Nothing runs any more.
        case stopped = "STOPPED"
    }

    /// A file that is being read.
    package struct RunningFile: Sendable, Equatable {
        /// Its name as bytes.
        package var name: [UInt8]
        /// Its size when it was opened, in bytes.
        package var sizeBytes: Int
        /// How much of it was read, in bytes.
        package var readBytes: Int
        /// Records judged so far.
        package var records = 0
        /// Records found bad so far.
        package var held = 0
        /// When it was first seen, in microseconds since 1970 UTC.
        package var arrivedMicroseconds: Int64 = 0
        /// For how long it has been read, in nanoseconds.
        package var spentNanoseconds: UInt64 = 0

        /// Makes a picture of a running file.
        package init(name: [UInt8], sizeBytes: Int, readBytes: Int) {
            self.name = name
            self.sizeBytes = sizeBytes
            self.readBytes = readBytes
        }
    }

    /// A file that waits to be read, or to be read again.
    package struct WaitingFile: Sendable, Equatable {
        /// Its name as bytes.
        package var name: [UInt8]
        /// Its size, in bytes.
        package var sizeBytes: Int
        /// When it was first seen, in microseconds since 1970 UTC.
        package var arrivedMicroseconds: Int64
        /// True when an attempt with it has failed.
        package var isRetried: Bool

        /// Makes a picture of a waiting file.
        package init(
            name: [UInt8], sizeBytes: Int, arrivedMicroseconds: Int64, isRetried: Bool
        ) {
            self.name = name
            self.sizeBytes = sizeBytes
            self.arrivedMicroseconds = arrivedMicroseconds
            self.isRetried = isRetried
        }
    }

    /// A failure of the environment that is being retried.
    package struct Trouble: Sendable, Equatable {
        /// What failed and why, without values.
        package var message: String
        /// When it first failed, in microseconds since 1970 UTC.
        package var sinceMicroseconds: Int64
        /// When the next attempt is due, in microseconds since 1970 UTC; nil when the next event decides.
        package var nextAttemptMicroseconds: Int64?
        /// How many attempts have failed.
        package var attempts: Int
        /// What an operator can do about it, in one sentence; empty when nobody knows.
        package var remedy: String

        /// Makes a trouble.
        package init(
            message: String, sinceMicroseconds: Int64, nextAttemptMicroseconds: Int64?,
            attempts: Int, remedy: String = ""
        ) {
            self.message = message
            self.sinceMicroseconds = sinceMicroseconds
            self.nextAttemptMicroseconds = nextAttemptMicroseconds
            self.attempts = attempts
            self.remedy = remedy
        }

        /// When it is tried next, where that lies behind a moment; both in microseconds since 1970 UTC.
        package func nextAttempt(after now: Int64) -> Int64? {
            nextAttemptMicroseconds.flatMap { $0 > now ? $0 : nil }
        }
    }

    /// A failure that was told, whether or not it lasts.
    package struct Failure: Sendable, Equatable {
        /// What failed and why, without values.
        package var message: String
        /// When, in microseconds since 1970 UTC.
        package var atMicroseconds: Int64

        /// Makes a failure.
        package init(message: String, atMicroseconds: Int64) {
            self.message = message
            self.atMicroseconds = atMicroseconds
        }
    }

    /// What has been done since the process started.
    package struct Totals: Sendable, Equatable {
        /// Files whose rows were committed.
        package var committedFiles = 0
        /// Files known already by their content.
        package var duplicateFiles = 0
        /// Files refused as a whole.
        package var rejectedFiles = 0
        /// Files moved to the archive.
        package var archivedFiles = 0
        /// Records read from committed files.
        package var records = 0
        /// Records stored.
        package var stored = 0
        /// Records held in quarantine.
        package var held = 0
        /// Records dropped because their dataset skips or replaces repeated keys.
        package var discarded = 0
        /// Bytes of the files taken.
        package var bytes = 0

        /// Nothing done yet.
        package init() {}
    }

    /// The state word.
    package var state: State = .starting
    /// When the process started, in microseconds since 1970 UTC.
    package var startedMicroseconds: Int64 = 0
    /// Files that are ready and wait to be read.
    package var waitingFiles = 0
    /// Files seen in the inbox that still change or were just seen.
    package var settlingFiles = 0
    /// Files whose rows are committed and that could not be archived yet.
    package var archivePendingFiles = 0
    /// Age of the oldest waiting file, in nanoseconds; 0 when none waits.
    package var lagNanoseconds: UInt64 = 0
    /// The files being read.
    package var running: [RunningFile] = []
    /// Records read since the start, those of files that are still being read too.
    package var recordsRead = 0
    /// The first of the files that wait, oldest first, and those that are being retried; at most ``waitingLimit``.
    package var waiting: [WaitingFile] = []
    /// What was done since the start.
    package var totals = Totals()
    /// When the last commit returned, in microseconds since 1970 UTC; nil before the first.
    package var lastCommitMicroseconds: Int64?
    /// The last failure of anything, for status; nil when there was none.
    package var lastError: Failure?
    /// What is being retried now, the inbox before all else, then the oldest first; empty when all is well.
    package var troubles: [Trouble] = []
    /// How the inbox is watched: `inotify` or `polling`.
    package var watching = "inotify"

    /// How many waiting files a picture names.
    package static let waitingLimit = 20

    /// The picture of a pipeline that has not started.
    package init() {}

    /// The picture with a trouble of what surrounds the pipeline, which goes on without it; nil is none.
    package func adding(_ trouble: Trouble?) -> PipelineSnapshot {
        guard let trouble else { return self }
        var picture = self
        picture.troubles.append(trouble)
        if state == .running { picture.state = .degraded }
        return picture
    }
}
