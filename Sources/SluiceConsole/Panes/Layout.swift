/// Where everything stands at a size: header, panes or tab row, footer.
package struct Layout: Sendable {
    /// How much is shown.
    package enum Kind: Sendable {
        /// Counters only, below 24×6.
        case counters
        /// One pane with a tab row, below 80×24.
        case tabbed
        /// Five panes, from 80×24.
        case compact
        /// Six panes and the preview, from 180×50.
        case wide
    }

    /// How much is shown.
    package let kind: Kind
    /// The first row.
    package let header: Rectangle
    /// The row of pane titles; nil where the panes have boxes.
    package let tabs: Rectangle?
    /// What is between.
    package let body: Rectangle
    /// The panes that are shown, and where.
    package let panes: [(id: PaneID, area: Rectangle)]
    /// Where the preview of the selected record stands; nil where there is no room.
    package let preview: Rectangle?
    /// The last row.
    package let footer: Rectangle

    /// The layout of a state.
    package init(_ state: ConsoleState) {
        let all = Rectangle(state.size)
        header = Rectangle(column: 0, row: 0, width: all.width, height: min(1, all.height))
        footer = Rectangle(
            column: 0, row: max(1, all.height - 1), width: all.width, height: all.height > 1 ? 1 : 0
        )
        let between = all.droppingTop(1).droppingBottom(1)
        kind = Self.kind(state.size)
        guard kind != .counters else {
            (tabs, body, panes, preview) = (nil, between, [], nil)
            return
        }
        guard kind != .tabbed else {
            tabs = Rectangle(column: 0, row: 1, width: all.width, height: 1)
            body = between.droppingTop(state.screens.isEmpty ? 1 : 0)
            panes = [(state.focus, Self.withoutBox(body))]
            preview = nil
            return
        }
        tabs = nil
        body = between
        if state.isZoomed {
            (panes, preview) = ([(state.focus, between)], nil)
        } else if state.isEmptyStation, state.focus == .files || state.focus == .log {
            (panes, preview) = (Self.empty(between), nil)
        } else if kind == .wide {
            (panes, preview) = Self.wide(between)
        } else {
            (panes, preview) = (Self.compact(between, focus: state.focus), nil)
        }
    }

    /// The area a box would need to have this inside: its lines fall on the tabs, on the footer and beyond the edges,
    /// where they are not seen.
    private static func withoutBox(_ inside: Rectangle) -> Rectangle {
        inside.inset(columns: -1, rows: -1)
    }

    /// True where there is room for counters only: what keys would act on is not on the screen.
    static func hasCountersOnly(_ size: CanvasSize) -> Bool { size.columns < 24 || size.rows < 6 }

    private static func kind(_ size: CanvasSize) -> Kind {
        if hasCountersOnly(size) { return .counters }
        if size.columns < 80 || size.rows < 24 { return .tabbed }
        return size.columns >= 180 && size.rows >= 50 ? .wide : .compact
    }

    /// Two rows of two panes, and the log; the alerts take the log's place while they have the focus.
    private static func compact(
        _ area: Rectangle, focus: PaneID
    ) -> [(id: PaneID, area: Rectangle)] {
        let log = max(6, area.height * 3 / 10)
        let top = (area.height - log + 1) / 2
        let rows = area.splitRows([top, area.height - log - top, log])
        let half = area.width < 100 ? area.width / 2 + 1 : area.width / 2
        let first = rows[0].splitColumns([half, area.width - half])
        let wide = area.width < 100 ? half : area.width * 8 / 15
        let second = rows[1].splitColumns([wide, area.width - wide])
        return [
            (.files, first[0]), (.errorRate, first[1]), (.locations, second[0]),
            (.quarantine, second[1]), (focus == .alerts ? .alerts : .log, rows[2]),
        ]
    }

    /// What to do, and the log.
    private static func empty(_ area: Rectangle) -> [(id: PaneID, area: Rectangle)] {
        let log = max(6, area.height * 3 / 10)
        let rows = area.splitRows([area.height - log, log])
        return [(.files, rows[0]), (.log, rows[1])]
    }

    private static func wide(
        _ area: Rectangle
    ) -> ([(id: PaneID, area: Rectangle)], Rectangle?) {
        let third = area.height / 3
        let rows = area.splitRows([third + area.height % 3, third, third])
        let alerts = area.width / 4
        let files = (area.width - alerts) * 49 / 100
        let first = rows[0].splitColumns([files, area.width - alerts - files, alerts])
        let left = area.width * 58 / 100
        let second = rows[1].splitColumns([left, area.width - left])
        let last = rows[2].splitColumns([left, area.width - left])
        return (
            [
                (.files, first[0]), (.errorRate, first[1]), (.alerts, first[2]),
                (.locations, second[0]), (.quarantine, second[1]), (.log, last[0]),
            ], last[1]
        )
    }
}

extension Rectangle {
    /// The rectangle cut into rows of these heights.
    fileprivate func splitRows(_ heights: [Int]) -> [Rectangle] {
        var row = self.row
        return heights.map { height in
            defer { row += height }
            return Rectangle(column: column, row: row, width: width, height: height)
        }
    }

    /// The rectangle cut into columns of these widths.
    fileprivate func splitColumns(_ widths: [Int]) -> [Rectangle] {
        var column = self.column
        return widths.map { width in
            defer { column += width }
            return Rectangle(column: column, row: row, width: width, height: height)
        }
    }
}
