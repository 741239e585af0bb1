package import SluiceCore

/// The line that long work shows on a terminal: how far, how fast, how much longer.
package struct ProgressLine: Sendable {
    /// Work shorter than this shows nothing, in seconds.
    private static let quietSeconds = 1.0
    private let startNanoseconds: UInt64
    private let totalBytes: Int?

    /// A line for work that starts at a moment of the monotonic clock; `totalBytes` is nil when files may still arrive.
    package init(startNanoseconds: UInt64, totalBytes: Int?) {
        self.startNanoseconds = startNanoseconds
        self.totalBytes = totalBytes
    }

    /// The line for a picture of the pipeline; nil while there is nothing worth showing.
    package func text(_ snapshot: PipelineSnapshot, nowNanoseconds: UInt64) -> String? {
        let seconds = Double(nowNanoseconds &- startNanoseconds) / 1e9
        guard seconds >= Self.quietSeconds else { return nil }
        let done = snapshot.totals.bytes + snapshot.running.reduce(0) { $0 + $1.readBytes }
        let known = totalBytes ?? done + rest(snapshot)
        var parts = [
            "\(Self.megabytes(done)) of \(Self.megabytes(max(done, known))) MB",
            "\(Self.megabytes(Int(Double(done) / seconds))) MB/s",
        ]
        if snapshot.recordsRead > 0 {
            parts.append("\(Int(Double(snapshot.recordsRead) / seconds)) records/s")
            let held = snapshot.running.reduce(snapshot.totals.held) { $0 + $1.held }
            parts.append("\(held) held")
        }
        if snapshot.waitingFiles > 0 { parts.append("\(snapshot.waitingFiles) files wait") }
        if done > 0, known > done {
            parts.append("\(Int(seconds * Double(known - done) / Double(done)) + 1) s left")
        }
        return parts.joined(separator: ", ")
    }

    private func rest(_ snapshot: PipelineSnapshot) -> Int {
        snapshot.running.reduce(0) { $0 + $1.sizeBytes - $1.readBytes }
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = bytes / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
