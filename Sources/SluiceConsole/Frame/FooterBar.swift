package import SluiceCore

/// The last row: a notice, or keys by their priority; those of the way back and of help are never left out, but for a notice that
/// needs their room.
package struct FooterBar {
    /// A key and what it does.
    package struct Hint: Sendable {
        /// The key as it is shown.
        package let keys: SafeText
        /// What it does.
        package let text: SafeText
        /// The key itself, for a click; nil where it stands for several.
        package let key: KeyStroke?

        /// The columns it takes: every sign of ours takes one.
        fileprivate var width: Int {
            keys.string.unicodeScalars.count + 1 + text.string.unicodeScalars.count
        }
    }

    private let state: ConsoleState

    /// The footer of a state.
    package init(state: ConsoleState) { self.state = state }

    func draw(in area: Rectangle, on canvas: inout Canvas) {
        guard area.height > 0 else { return }
        if let notice = state.notice {
            canvas.write(
                notice.text, column: 1, row: 0, in: area, role: notice.role,
                width: max(0, area.width - 2))
        }
        for place in shown(area.width, notice: { canvas.width(of: $0) }) {
            let used = canvas.write(
                place.hint.keys, column: place.column, row: 0, in: area, role: .footerKey)
            canvas.write(
                place.hint.text, column: place.column + used + 1, row: 0, in: area,
                role: .footerText)
        }
    }

    /// The hint at a column; nil where there is none.
    package func hint(at column: Int, width: Int) -> Hint? {
        // Signs of two columns in a notice could hide hints that are looked for here: a click on its end then does what they would.
        shown(width, notice: { $0.string.unicodeScalars.count }).first { place in
            (place.column..<place.column + place.hint.width).contains(column)
        }?.hint
    }

    /// The hints that are shown, and where each begins; `columns` is how wide a notice is.
    private func shown(
        _ width: Int, notice columns: (SafeText) -> Int
    ) -> [(column: Int, hint: Hint)] {
        guard let notice = state.notice else { return places(width) }
        return places(width, behind: columns(notice.text))
    }

    /// The hints that are kept, at the end of the row, as far as a notice of some columns leaves them room.
    private func places(_ width: Int, behind notice: Int) -> [(column: Int, hint: Hint)] {
        var kept = state.overlay == nil ? hints(Self.kept) : []
        while !kept.isEmpty, 1 + notice + 2 + Self.width(kept) > width { kept.removeFirst() }
        var column = width - Self.width(kept)
        return kept.map { hint in
            defer { column += hint.width + 2 }
            return (column, hint)
        }
    }

    /// The hints that fit, and where each begins.
    private func places(_ width: Int) -> [(column: Int, hint: Hint)] {
        var last = state.overlay == nil ? hints(Self.kept) : []
        if last.count > 1, Self.width(last) + 1 > width { last.removeFirst() }
        let reserved = Self.width(last)
        var places: [(column: Int, hint: Hint)] = []
        var column = 1
        /// False when no further hint fits.
        func place(_ hint: Hint) -> Bool {
            if column + hint.width + reserved <= width {
                places.append((column, hint))
                column += hint.width + 2
            }
            return column + Self.leastWidth + reserved <= width
        }
        if let overlay = state.overlay {
            for hint in hints(of: overlay) where !place(hint) { break }
        } else {
            for action in Self.actions where isOffered(action) {
                if let hint = hint(action), !place(hint) { break }
            }
        }
        for hint in last {
            places.append((column, hint))
            column += hint.width + 2
        }
        return places
    }

    /// The columns of some hints, with the blanks behind each.
    private static func width(_ hints: [Hint]) -> Int { hints.reduce(0) { $0 + $1.width + 2 } }

    private func hints(of overlay: any Overlay) -> [Hint] {
        overlay.hints(state).map {
            Hint(keys: $0.keys, text: $0.text, key: KeyStroke($0.keys.string))
        }
    }

    /// The width of a hint of one key and two letters.
    private static let leastWidth = 4

    private func hints(_ actions: [Action]) -> [Hint] {
        actions.filter(isOffered).compactMap(hint)
    }

    /// True for what can be done here and now.
    private func isOffered(_ action: Action) -> Bool {
        action.applies(state) && action.whyDisabled(state) == nil && action.isOffered(state)
    }

    /// The actions that may have a hint, by their priority.
    private static let sorted = ActionCatalog.all
        .filter { $0.footer != nil }
        .sorted { ($0.footer ?? 0) < ($1.footer ?? 0) }
    private static let actions = sorted.filter { ($0.footer ?? 0) < Action.keptInFooter }
    private static let kept = sorted.filter { ($0.footer ?? 0) >= Action.keptInFooter }

    private func hint(_ action: Action) -> Hint? {
        state.keys.firstKey(of: action, in: state).map {
            Hint(keys: $0.shown, text: action.hint, key: $0)
        }
    }
}
