package import SluiceCore

/// Pane 1: the files that arrive, run, and have been taken, newest first.
package struct FilesPane: Pane {
    package let id = PaneID.files
    package let title: SafeText = "Files"
    package let shortTitle: SafeText = "File"
    package let follows: ListState.End? = .first

    /// Makes the pane.
    package init() {}

    package func table(_ state: ConsoleState) -> Table? {
        Self.definition.table(state.snapshot.files, list(state), state)
    }

    package func alike(_ state: ConsoleState) -> [RowKey] {
        let files = state.snapshot.files
        let chosen = files.first {
            Self.definition.key($0) == list(state).selection
        }
        guard let chosen else { return [] }
        return files.filter { $0.phase.word == chosen.phase.word }.map(Self.definition.key)
    }

    package func opened(_ state: ConsoleState) -> Screen? {
        guard case .id(let file) = list(state).selection else { return nil }
        return .file(file)
    }

    package func target(_ state: ConsoleState) -> DeskTarget? {
        let chosen = state.snapshot.files.first {
            Self.definition.key($0) == list(state).selection
        }
        return chosen.flatMap { DeskTarget($0) }
    }

    package func draw(
        _ state: ConsoleState, in area: Rectangle, isFocused: Bool, on canvas: inout Canvas
    ) {
        let list = list(state)
        let inside = canvas.box(
            area, title: heading, note: note(state, in: area),
            isFocused: isFocused)
        guard !state.isEmptyStation else {
            return EmptyStation(state: state).draw(in: inside, on: &canvas)
        }
        guard let table = table(state) else { return }
        canvas.table(table, list, in: inside, isFocused: isFocused)
    }

    package func note(_ state: ConsoleState, in area: Rectangle) -> BorderNote {
        guard !state.isEmptyStation else { return BorderNote() }
        let list = list(state)
        let today: SafeText = "\(NumberText.grouped(state.snapshot.filesToday)) today"
        let pace = Self.pace(of: state.snapshot.files)
        let order: SafeText = list.sort == nil ? "▼arrived  " : ""
        let running = pace.map { "▶ \($0)  " as SafeText } ?? ""
        return BorderNote([("\(order)\(running)\(today)", 6), (pace ?? today, 3)])
            + list.note(table(state), width: area.width)
    }

    /// How fast the file is read that will take longest, and for how much longer; nil while none takes more than a second.
    private static func pace(of files: [FileSummary]) -> SafeText? {
        let running = files.compactMap { file in file.secondsLeft.map { (file, $0) } }
        guard let (file, seconds) = running.max(by: { $0.1 < $1.1 }) else { return nil }
        let rate = file.recordsPerSecond.map { "\(NumberText.rate($0)) rows/s  " as SafeText } ?? ""
        return "\(rate)\(ClockText.age(seconds: seconds + 1)) left"
    }

    /// The columns.
    static let definition = TableDefinition<FileSummary>(
        columns: [
            TableColumn(ColumnLayout("state", "state", width: 11)) {
                .text($0.phase.word.string)
            } field: { file, _ in
                .text(file.phase.mark, file.phase.role)
            },
            TableColumn(
                ColumnLayout(
                    "file", "file", width: 15, mostWidth: 48, cut: .middle, isPinned: true)
            ) {
                .text($0.name)
            } field: { file, _ in
                .text(Sanitiser.safe(file.name))
            },
            TableColumn(ColumnLayout("time", "arrived", width: 8, drop: 3)) {
                .moment($0.arrivedMicroseconds)
            } field: { file, state in
                .text(ClockText.arrival(file.arrivedMicroseconds, of: state))
            },
            TableColumn(
                ColumnLayout("size", "size", width: 8, alignment: .right, drop: 6)
            ) {
                .number(Double($0.sizeBytes))
            } field: { file, _ in
                .text(NumberText.bytes(file.sizeBytes))
            },
            TableColumn(
                ColumnLayout("rows", "rows", width: 5, mostWidth: 7, alignment: .right, drop: 1)
            ) {
                .number(Double($0.records))
            } field: { file, _ in
                .text(rows(file))
            },
            TableColumn(ColumnLayout("bad", "bad", width: 4, mostWidth: 6, alignment: .right)) {
                .number(Double($0.held))
            } field: { file, _ in
                bad(file)
            },
            TableColumn(ColumnLayout("err", "err%", width: 5, alignment: .right, drop: 4)) {
                $0.errorRate.map { .number($0 * 100) } ?? .none
            } field: { file, _ in
                guard let rate = file.errorRate, rate > 0 else { return .text("-") }
                return .text(NumberText.percent(rate), .levelWarn)
            },
            TableColumn(ColumnLayout("ms", "ms", width: 5, alignment: .right, drop: 5)) {
                $0.milliseconds.map { .number(Double($0)) } ?? .none
            } field: { file, _ in
                .text(file.milliseconds.map { NumberText.count($0) } ?? "-")
            },
            TableColumn(
                ColumnLayout("rate", "rows/s", width: 6, alignment: .right, drop: 7)
            ) {
                $0.recordsPerSecond.map { .number($0) } ?? .none
            } field: { file, _ in
                .text(file.recordsPerSecond.map { NumberText.rate($0) } ?? "-")
            },
        ],
        key: { file in file.id.map { .id($0) } ?? .name(file.name) })

    private static func rows(_ file: FileSummary) -> SafeText {
        guard case .running(let read) = file.phase else { return NumberText.compact(file.records) }
        guard file.sizeBytes > 0 else { return "0 %" }
        return "\(Int(min(1, max(0, Double(read) / Double(file.sizeBytes))) * 100)) %"
    }

    private static func bad(_ file: FileSummary) -> Field {
        if case .rejected(let code) = file.phase { return .text(code.short, .levelError) }
        return .text(NumberText.count(file.held), file.held > 0 ? .levelWarn : .text)
    }
}
