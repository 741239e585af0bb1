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
                ? "this console only watches" : state.keyed("simulate", "start a simulated feed")
        case .running(let files, _):
            state.keyed("simulate", "stop the simulated feed (\(files) files so far)")
        }
    }

    private var keys: SafeText {
        state.keyed("help", "all keys") + "     " + state.keyed("palette", "all commands") + "     "
            + state.keyed("quit", "quit")
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
            (
                "or have some made      sluice --station \(data: state.snapshot.station) simulate",
                .footerText
            ),
            ("", .text),
            (feed, .levelInfo), (keys, .text),
        ]
    }
}
