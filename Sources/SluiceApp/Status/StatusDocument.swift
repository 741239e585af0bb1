package import SluiceCore
internal import SluiceSystem

/// The JSON document that a running instance leaves in `logs/status.json` for whoever asks.
package struct StatusDocument: Sendable {
    /// Its name in `logs/`.
    package static let name = "status.json"

    /// The member that says whether the station has a database.
    static let databaseKey = "has_database"

    /// The picture of the pipeline.
    package let snapshot: PipelineSnapshot
    /// The stretches that error rates are told of, in minutes.
    static let rateMinutes = [1, 5, 60]

    /// Records read and held in each of ``rateMinutes``.
    package let rates: [ErrorRateCounts]
    /// The process that wrote it.
    package let processIdentifier: Int32
    /// When it was written, in microseconds since 1970 UTC.
    package let writtenMicroseconds: Int64
    /// How long the process had been at work then, in seconds of the monotonic clock.
    package let uptimeSeconds: Int
    /// True when it takes what is dropped into the inbox: an instance, not a command that has the station for its work.
    package let takesInbox: Bool
    /// True once the station has a database: should that not be there one day, this tells that it was.
    package let hasDatabase: Bool

    /// A document of a moment.
    package init(
        snapshot: PipelineSnapshot, rates: [ErrorRateCounts], processIdentifier: Int32,
        writtenMicroseconds: Int64, uptimeSeconds: Int, takesInbox: Bool, hasDatabase: Bool
    ) {
        self.snapshot = snapshot
        self.rates = rates
        self.processIdentifier = processIdentifier
        self.writtenMicroseconds = writtenMicroseconds
        self.uptimeSeconds = uptimeSeconds
        self.takesInbox = takesInbox
        self.hasDatabase = hasDatabase
    }

    /// The member that says how long its process had been at work.
    static let uptimeKey = "uptime_s"

    /// The member that says whether its process takes what is dropped into the inbox.
    static let intakeKey = "takes_inbox"

    /// True when another differs in nothing but when it was written.
    func saysTheSame(as other: StatusDocument) -> Bool {
        snapshot == other.snapshot && rates == other.rates && hasDatabase == other.hasDatabase
            && processIdentifier == other.processIdentifier && takesInbox == other.takesInbox
    }

    /// The document as one line.
    package var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.text("state", snapshot.state.rawValue)
            json.integer("pid", processIdentifier)
            json.text("version", Program.version)
            json.text("started_at", UTCText.timestamp(microseconds: snapshot.startedMicroseconds))
            json.text("updated_at", UTCText.timestamp(microseconds: writtenMicroseconds))
            json.integer(Self.uptimeKey, uptimeSeconds)
            json.boolean(Self.intakeKey, takesInbox)
            json.boolean(Self.databaseKey, hasDatabase)
            json.text("watching", snapshot.watching)
            json.integer("waiting_files", snapshot.waitingFiles)
            json.integer("settling_files", snapshot.settlingFiles)
            json.integer("archive_pending_files", snapshot.archivePendingFiles)
            json.integer("lag_ms", snapshot.lagNanoseconds / 1_000_000)
            json.array("running") { json in
                for file in snapshot.running { Self.write(file, into: &json) }
            }
            json.object("since_start") { Self.write(snapshot.totals, into: &$0) }
            json.array("error_rates") { json in
                for (minutes, counts) in zip(Self.rateMinutes, rates) {
                    json.object { json in
                        json.integer("minutes", minutes)
                        json.integer("records", counts.records)
                        json.integer("held", counts.held)
                        json.number("rate", counts.rate)
                    }
                }
            }
            json.text("last_commit_at", snapshot.lastCommitMicroseconds.map(UTCText.timestamp))
            json.text("last_error", snapshot.lastError?.message)
            json.text(
                "last_error_at",
                (snapshot.lastError?.atMicroseconds).map(UTCText.timestamp))
            json.array("troubles") { json in
                for trouble in snapshot.troubles { Self.write(trouble, into: &json) }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ file: PipelineSnapshot.RunningFile, into json: inout JSONWriter) {
        json.object { json in
            json.text("name", PathText.shown(file.name))
            json.integer("size_bytes", file.sizeBytes)
            json.integer("read_bytes", file.readBytes)
        }
    }

    private static func write(_ totals: PipelineSnapshot.Totals, into json: inout JSONWriter) {
        json.integer("committed_files", totals.committedFiles)
        json.integer("duplicate_files", totals.duplicateFiles)
        json.integer("rejected_files", totals.rejectedFiles)
        json.integer("archived_files", totals.archivedFiles)
        json.integer("records", totals.records)
        json.integer("stored", totals.stored)
        json.integer("held", totals.held)
        json.integer("discarded", totals.discarded)
        json.integer("bytes", totals.bytes)
    }

    private static func write(_ trouble: PipelineSnapshot.Trouble, into json: inout JSONWriter) {
        json.object { json in
            json.text("message", trouble.message)
            json.text("since", UTCText.timestamp(microseconds: trouble.sinceMicroseconds))
            json.text(
                "next_attempt_at", trouble.nextAttemptMicroseconds.map(UTCText.timestamp))
            json.integer("attempts", trouble.attempts)
            json.text("remedy", trouble.remedy)
        }
    }
}
