package import SluiceCore

/// Everything the console knows; drawn by ``Console/render(_:medium:)``, changed only by ``Console/update(_:_:)``.
package struct ConsoleState: Sendable {
    /// The terminal's size.
    package var size: CanvasSize
    /// The second it is, in microseconds since 1970 UTC.
    package var nowMicroseconds: Int64
    /// The zone that moments are shown in.
    package var zone: ShownZone
    /// What is shown of the station.
    package var snapshot = StationSnapshot()
    /// The newest picture while the display is frozen; nil while it is not.
    package var frozenBehind: StationSnapshot?
    /// True before the first picture came.
    package var isWaiting = true
    /// Which keys do what.
    package var keys: KeyMap
    /// The themes that can be chosen.
    package var themes: [String]
    /// What is remembered from run to run, as it is now.
    package var preferences: Preferences
    /// True while mouse events are wanted from the terminal; off at each start, because the terminal then keeps selecting text.
    package var isMouseOn = false
    /// True while the focused pane has the screen for itself.
    package var isZoomed = false
    /// The drill-downs above the main screen, the deepest last.
    package var screens: [Screen] = []
    /// What lies over the screen and takes the keys; nil when nothing does.
    package var overlay: (any Overlay)?
    /// The lists of panes and drill-downs.
    package var lists: [ViewSlot: ListState] = [:]
    /// The name of the operator's account, which the journal keeps of what is done.
    package var operatorName: String
    /// What the quarantine desk has under way.
    package var desk = Desk()
    /// Questions to the store and their answers.
    package var requests = Requests()
    /// What was run from the palette, the newest last; at most 50.
    package private(set) var commandHistory: [String] = []
    /// A word to the operator; nil when there is none.
    package var notice: Notice?

    /// A console that has seen nothing yet; a theme that there is none of is told, and that of a first run used.
    package init(
        size: CanvasSize, nowMicroseconds: Int64, zone: ShownZone = .utc,
        preferences: Preferences = Preferences(), themes: [String] = ["sluice-dark"],
        keys: KeyMap = KeyMap(), operatorName: String = "operator"
    ) {
        self.size = size
        self.nowMicroseconds = nowMicroseconds
        self.zone = zone
        self.preferences = preferences
        self.themes = themes
        self.keys = keys
        self.operatorName = operatorName
        if let problem = ThemeActions.problem(preferences.theme, among: themes) {
            self.preferences.theme = Preferences().theme
            say("\(problem) · \(data: self.preferences.theme) is used", role: .levelWarn)
        }
        for pane in PaneCatalog.all { lists[.pane(pane.id)] = pane.initialList(preferences) }
    }

    /// The pane that has the focus.
    package var focus: PaneID {
        get { preferences.focus }
        set { preferences.focus = newValue }
    }

    /// Where keys of lists go: the deepest drill-down, or the focused pane.
    package var activeSlot: ViewSlot {
        screens.isEmpty ? .pane(focus) : .screen(screens.count - 1)
    }

    /// What draws that place.
    package var activeView: any ConsoleView {
        if let screen = screens.last { return ScreenCatalog.view(of: screen) }
        return PaneCatalog.pane(focus)
    }

    /// True while the display is frozen.
    package var isFrozen: Bool { frozenBehind != nil }

    /// True while there is nothing to show: no file was ever taken, and none is on its way.
    package var isEmptyStation: Bool {
        !isWaiting && snapshot.knownFiles == 0 && snapshot.files.isEmpty
    }

    /// True while a drill-down is open that the store has not answered anything to yet, but is about to.
    package var awaitsFirstAnswer: Bool {
        !screens.isEmpty && requests.answers[activeSlot] == nil
            && requests.asked[activeSlot]?.isOpen ?? false
    }

    /// The metric that locations are shown by; nil when no dataset has one.
    package var shownMetric: MetricChoice? {
        preferences.shownMetric(of: snapshot.metrics)
    }

    /// A metric by its name, with its dataset where another one has a metric of this name.
    func label(_ metric: MetricChoice) -> String {
        let isUnique = snapshot.metrics.count { $0.name == metric.name } == 1
        return isUnique ? metric.name : "\(metric.dataset).\(metric.name)"
    }

    /// The hours of a location that the last operation restated.
    func restatedHours(of metric: String, at location: String) -> HourSpans {
        snapshot.restatement?.hours(of: metric, at: location) ?? HourSpans()
    }

    /// The list of a place.
    package func list(_ slot: ViewSlot) -> ListState { lists[slot] ?? ListState() }

    /// Remembers what was run from the palette; the same text is kept once, where it was run last.
    mutating func rememberCommand(_ text: String) {
        commandHistory.removeAll { $0 == text }
        commandHistory.append(text)
        if commandHistory.count > 50 { commandHistory.removeFirst() }
    }

    /// Says something in the last row for five seconds.
    package mutating func say(_ text: SafeText, role: StyleRole = .levelInfo) {
        notice = Notice(text: text, role: role, untilMicroseconds: nowMicroseconds + 5_000_000)
    }
}
