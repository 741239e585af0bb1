internal import SluiceCore

extension ConsoleState {
    /// Shows a newer picture, or keeps it until the display is released.
    ///
    /// One that nobody has taken yet is that of an owner who has not answered: it says nothing of the station.
    mutating func show(_ snapshot: StationSnapshot) {
        isWaiting = isWaiting && snapshot.takenMicroseconds == 0
        if frozenBehind != nil {
            frozenBehind = snapshot
        } else {
            self.snapshot = snapshot
        }
    }

    /// Says that nothing is typed here, where something was pasted.
    mutating func refusePaste() -> [Effect] {
        say("text can be pasted into input fields only", role: .levelWarn)
        return []
    }

    /// Lets the overlay change itself and the state; what it leaves in `overlay` is what stays.
    mutating func withOverlay(
        _ body: (inout any Overlay, inout ConsoleState) -> [Effect]
    ) -> [Effect] {
        guard var overlay else { return [] }
        self.overlay = nil
        let effects = body(&overlay, &self)
        if self.overlay == nil && !overlay.isDone { self.overlay = overlay }
        return effects
    }

    /// Leaves the deepest drill-down with all that was asked for it.
    mutating func leaveScreen() -> [Effect] { leaveScreen(at: screens.count - 1) }

    /// Leaves a drill-down wherever it is, counted from the main screen; those over it come down with their lists and answers.
    mutating func leaveScreen(at depth: Int) -> [Effect] {
        guard screens.indices.contains(depth) else { return [] }
        screens.remove(at: depth)
        lists[.screen(depth)] = nil
        let effects = requests.forget(.screen(depth)) + requests.forget(.aside(depth))
        for place in depth..<screens.count {
            lists[.screen(place)] = lists.removeValue(forKey: .screen(place + 1))
            requests.move(.screen(place + 1), to: .screen(place))
            requests.move(.aside(place + 1), to: .aside(place))
        }
        return effects
    }

    /// A place on the screen, what draws it, and where.
    typealias VisibleView = (slot: ViewSlot, view: any ConsoleView, area: Rectangle)

    /// The places that are on the screen.
    var visibleViews: [VisibleView] {
        let layout = Layout(self)
        if let screen = screens.last {
            return [(activeSlot, ScreenCatalog.view(of: screen), layout.body)]
        }
        var views: [VisibleView] =
            layout.panes.map { (.pane($0.id), PaneCatalog.pane($0.id), $0.area) }
        if let area = layout.preview { views.append((.preview, PreviewPane(), area)) }
        return views
    }

    /// The place that has the keys; nil where a small screen does not show it.
    var activeVisible: VisibleView? { visibleViews.first { $0.slot == activeSlot } }

    /// The list that has the keys, and the columns of the screen it has; nil where there is none.
    var activeTable: (table: Table, width: Int)? {
        guard let place = activeVisible, let table = place.view.table(self) else { return nil }
        return (table, place.view.listWidth(in: place.area, state: self))
    }

    /// The place that keys act on; nil while something lies over the screen, and on small screens, which have tabs over panes.
    package var activePlace: ActivePlace? {
        let layout = Layout(self)
        guard overlay == nil, layout.tabs == nil else { return nil }
        let slot = activeSlot
        let area =
            screens.isEmpty
            ? layout.panes.first { .pane($0.id) == slot }?.area : layout.body
        return area.map {
            ActivePlace(
                slot: slot, area: $0, size: size, hasAnswer: requests.answers[slot] != nil)
        }
    }

    /// True where keys act on a list of what is held.
    package var listsHeld: Bool {
        guard case .quarantine = activeView.query(self) else { return false }
        return true
    }

    /// Filters a list. Marks that stand for all that its filter lets through go with it: they must not come to mean other rows. That is
    /// said unless the filter is only tried.
    mutating func filter(
        _ slot: ViewSlot, by expression: FilterExpression, typed text: String,
        isTried: Bool = false
    ) {
        var list = list(slot)
        if list.marksAll, list.filter != expression {
            list.marksAll = false
            if !isTried {
                say("the marks of all that passed the filter are gone with it", role: .levelWarn)
            }
        }
        (list.filter, list.filterText) = (expression, text)
        lists[slot] = list
    }

    /// Keeps the cursor of the list that has the keys on its row, or near where it was, and the row on the screen.
    mutating func settleActiveList() {
        if let place = activeVisible { settle(place) }
    }

    /// Does the same for the lists beside it, which may depend on its row.
    mutating func settleOtherLists() {
        for place in visibleViews where place.slot != activeSlot { settle(place) }
    }

    private mutating func settle(_ place: VisibleView) {
        guard let table = place.view.table(self) else { return }
        if list(place.slot).selection == nil, let row = place.view.firstRow(self) {
            lists[place.slot, default: ListState()].selection = row
        }
        lists[place.slot, default: ListState()].settle(
            table, rows: place.view.listRows(in: place.area, state: self))
    }

    /// Asks the store for what the visible places need and do not have.
    mutating func askForPages() -> [Effect] {
        guard !isWaiting else { return [] }
        var effects: [Effect] = []
        let views = visibleViews
        for (slot, view, _) in views {
            var query = view.query(self)
            if isFrozen { query?.bound(to: snapshot.takenMicroseconds) }
            effects += requests.want(
                query, for: slot, revision: snapshot.revision, now: nowMicroseconds)
        }
        effects += requests.want(
            overlay?.query(self), for: .prompt, revision: snapshot.revision, now: nowMicroseconds)
        if let screen = activeScreen {
            effects += requests.want(
                screen.asideQuery(self), for: .aside(screens.count - 1),
                revision: snapshot.revision, now: nowMicroseconds)
        }
        return effects
    }
}
