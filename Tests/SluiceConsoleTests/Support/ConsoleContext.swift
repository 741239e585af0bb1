import SluiceConsole
import SluiceCore
import Testing

/// A situation in which keys are pressed.
struct ConsoleContext: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let state: ConsoleState

    private init(
        _ name: String, _ keys: String = "", _ snapshot: StationSnapshot? = SampleStation.busy
    ) {
        var script = ConsoleScript(snapshot)
        script.press(keys)
        testDescription = name
        state = script.state
    }

    /// The situations an operator is in most.
    static let all: [ConsoleContext] =
        PaneID.allCases.map { ConsoleContext("pane \($0.rawValue)", "\($0.rawValue)") } + [
            ConsoleContext("zoomed", "z"), ConsoleContext("filtered", "/ 0 Enter"),
            ConsoleContext("filtered and zoomed", "z / 0 Enter"),
            ConsoleContext("a file", "j Enter"), ConsoleContext("a preview", "4 r"),
            ConsoleContext("the journal", "J"), ConsoleContext("a file's preview", "j R"),
            ConsoleContext("frozen", "p"),
            ConsoleContext("an empty station", "", SampleStation.empty),
            ConsoleContext("before the first picture", "", nil),
            ConsoleContext("attached", "", changed { $0.access = .attached }),
            ConsoleContext("read only", "", changed { $0.access = .readOnly }),
            ConsoleContext(
                "a feed runs", "", changed { $0.feed = .running(files: 1, perMinute: 12) }),
        ]

    private static func changed(_ body: (inout StationSnapshot) -> Void) -> StationSnapshot {
        var snapshot = SampleStation.busy
        body(&snapshot)
        return snapshot
    }
}
