import FoundationEssentials
import SluiceConsole
import Testing

/// Compares a canvas with the recorded text of the same name.
enum ScreenSnapshot {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Snapshots")
    private static let isRecording =
        ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1"

    /// Fails at the caller's line where the text differs; with `SLUICE_RECORD=1` it is written, and the test fails too.
    ///
    /// Without its footer a screen does not depend on which actions there are.
    static func check(
        _ canvas: Canvas, _ name: String, hasFooter: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        try check(
            rows.dropLast(hasFooter ? 0 : 1).joined(separator: "\n") + "\n", name,
            sourceLocation: sourceLocation)
    }

    /// The same of a text that is no screen.
    static func check(
        _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name + ".txt")
        if isRecording {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record(
                "recorded \(name); read it, then run again", sourceLocation: sourceLocation)
            return
        }
        let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(recorded == text, "\(name) is\n\(text)", sourceLocation: sourceLocation)
    }
}
