internal import SluiceCore

/// What a station that has never seen a file says: where files go, and how to see it work without any.
struct EmptyStation {
    let state: ConsoleState

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let lines = area.width >= 56 && area.height >= 9 ? long : short
        let width = min(area.width - 2, lines.map { canvas.width(of: $0.text) }.max() ?? 0)
        let place = area.centred(width: width, height: lines.count)
        for (row, line) in lines.enumerated() {
            canvas.write(
                line.text, column: 0, row: row, in: place, role: line.role,
                width: max(0, place.width))
        }
    }

    private typealias Line = (text: SafeText, role: StyleRole)

    private var inbox: SafeText { "\(data: state.snapshot.inbox)" }

    private var feed: SafeText {
        switch state.snapshot.feed {
        case .off:
            state.snapshot.access == .readOnly
                ? "this console only watches" : keyed("simulate", "start a simulated feed")
        case .running(let files, _):
            keyed("simulate", "stop the simulated feed (\(files) files so far)")
        }
    }

    private var keys: SafeText {
        keyed("help", "all keys") + "     " + keyed("palette", "all commands") + "     "
            + keyed("quit", "quit")
    }

    /// What an action does behind its key; behind its command where it has none.
    private func keyed(_ id: String, _ text: SafeText) -> SafeText {
        let key = ActionCatalog.action(id).flatMap { state.keys.keys(of: $0).first }
        return "\(key?.shown ?? ":\(data: id)")   \(text)"
    }

    private var short: [Line] {
        [
            ("No file has arrived yet.", .title), ("Drop .csv files into", .text),
            (inbox, .levelInfo), (feed, .text),
        ]
    }

    private var long: [Line] {
        [
            ("No file has arrived yet.", .title), ("", .text),
            ("Drop .csv files into   \(inbox)", .text),
            ("from a shell           cp FILE.csv \(inbox)/", .footerText),
            ("or have some made      sluice simulate", .footerText), ("", .text),
            (feed, .levelInfo), (keys, .text),
        ]
    }
}
