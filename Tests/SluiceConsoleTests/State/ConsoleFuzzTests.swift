import SluiceConsole
import SluiceCore
import Testing

/// Nothing that is pressed, pasted, clicked or resized may be a fault.
@Suite struct ConsoleFuzzTests {
    private static let keys: [KeyStroke] =
        ActionCatalog.all.flatMap(\.keys).compactMap { KeyStroke($0) }
        + ["Esc", "Enter", "Esc", "Backspace", "^P", "^K", "y"].compactMap { KeyStroke($0) }

    @Test(arguments: 1...8)
    func anyKeysAtAnySize(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var script = ConsoleScript(columns: 100, rows: 30, themes: ["sluice-dark", "ansi"])
        for step in 0..<600 {
            switch random.below(40) {
            case 0:
                script.send(
                    .resized(
                        CanvasSize(columns: random.below(220), rows: random.below(70))))
            case 1: script.send(.paste((0..<random.below(9)).map { _ in UInt8(random.below(256)) }))
            case 2: script.send(.snapshot(random.below(2) == 0 ? SampleStation.busy : .init()))
            case 3: script.send(.tick(SampleStation.now + Int64(step) * 1_000_000, .utc))
            case 4:
                script.send(
                    .mouse(
                        MouseEvent(
                            random.below(2) == 0 ? .press : .wheelDown, column: random.below(100),
                            row: random.below(30))))
            case 5: script.send(.key(KeyStroke(Unicode.Scalar(UInt8(33 + random.below(90))))))
            default: script.send(.key(Self.keys[random.below(Self.keys.count)]))
            }
            if step % 7 == 0 { _ = script.canvas() }
        }
    }
}
