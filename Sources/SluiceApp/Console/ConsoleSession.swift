internal import Dispatch
package import SluiceConsole
package import SluiceSystem
internal import SluiceTerminal

/// A console at work on a terminal: what happens becomes events, events a state, the state a frame, and effects are done.
///
/// A class, because it is a running thing: a loop, signals, the terminal. All of it happens on the loop's thread, so that
/// keys wait neither for the pipeline nor for the store; when nothing happens it wakes once a second, for the clock.
package final class ConsoleSession: Sendable {
    /// What a console works with.
    package struct Parts: Sendable {
        /// The ways to the owner of the station and to its database.
        package var station: ConsoleParts
        /// The themes.
        package var themes: ThemeLibrary
        /// Where preferences are remembered.
        package var preferences: PreferencesFile
        /// Where copies, exports and what the error stream would say go; nil when it cannot be opened.
        package var logs: Directory?
        /// Which keys do what.
        package var keys: KeyMap
        /// The theme that was asked for; nil for the remembered one.
        package var theme: String?
        /// What the terminal's characters can be.
        package var medium: Medium
        /// True when moments are shown in the machine's zone.
        package var isLocalTime: Bool
        /// TERM.
        package var terminalType: String
        /// True when NO_COLOR is set.
        package var isMono: Bool
        /// The name of the operator's account, for the journal.
        package var operatorName: String

        /// Makes parts.
        package init(
            station: ConsoleParts, themes: ThemeLibrary,
            preferences: PreferencesFile, logs: Directory?, keys: KeyMap, theme: String?,
            medium: Medium,
            isLocalTime: Bool, terminalType: String, isMono: Bool, operatorName: String
        ) {
            self.station = station
            self.themes = themes
            self.preferences = preferences
            self.logs = logs
            self.keys = keys
            self.theme = theme
            self.medium = medium
            self.isLocalTime = isLocalTime
            self.terminalType = terminalType
            self.isMono = isMono
            self.operatorName = operatorName
        }
    }

    /// How an operator ended a console.
    package enum Ending: Sendable {
        /// The owner ends with it where it runs in this process.
        case quit
        /// The owner goes on.
        case detach
        /// The terminal went away.
        case hangup
    }

    private static let patienceNanoseconds: UInt64 = 40_000_000

    let parts: Parts
    let system: System
    let loop: EventLoop
    private let device: TerminalDevice
    private let medium: Medium
    private let ended: @Sendable (Ending) -> Void
    // All of these are touched on the loop's thread only.
    nonisolated(unsafe) var display: TerminalDisplay
    nonisolated(unsafe) var state: ConsoleState
    nonisolated(unsafe) private var signals: Signals?
    /// The name of the theme that is shown, where the terminal has colours.
    nonisolated(unsafe) var shownTheme: String
    /// The theme that is remembered, and the one shown instead of it for this run, because the command line names one.
    private let lentTheme: (remembered: String, shown: String)?
    nonisolated(unsafe) private var observer: Int?
    nonisolated(unsafe) private var isPaintDue = false
    /// The last frame.
    nonisolated(unsafe) private var shown: Canvas?
    /// When the next second begins, in nanoseconds of the monotonic clock.
    nonisolated(unsafe) private var nextSecond: UInt64 = 0
    /// Until when a drill-down whose first answer is due is not shown; nil when none is.
    nonisolated(unsafe) private var patience: UInt64?
    nonisolated(unsafe) private var hasPrepared = false
    nonisolated(unsafe) private var hasEnded = false

    /// A console on the terminal of this process, not shown yet; throws when that terminal is of no use.
    ///
    /// `ended` is called once, on the console's thread, when the operator or the terminal ends it; the terminal is as before then.
    package init(
        _ parts: Parts, system: System, ended: @escaping @Sendable (Ending) -> Void
    ) throws {
        self.parts = parts
        self.system = system
        self.ended = ended
        device = try TerminalDevice(system: system)
        loop = try EventLoop(terminal: device.descriptor, system: system)
        medium = parts.medium
        var preferences = parts.preferences.read()
        let remembered = preferences.theme
        if let theme = parts.theme { preferences.theme = theme }
        let options = TerminalDisplay.Options(
            terminalType: parts.terminalType, isMono: parts.isMono,
            errors: try? parts.logs?.openForAppending(Array("stderr.log".utf8)))
        let theme = parts.themes.entry(preferences.theme)?.theme
        let shown = theme == nil ? Preferences().theme : preferences.theme
        shownTheme = shown
        lentTheme = parts.theme.map { _ in (remembered, shown) }
        display = try TerminalDisplay(device, options: options, medium: medium) { depth in
            ConsoleSession.Parts.theme(preferences.theme, theme, depth: depth)
        }
        state = ConsoleState(
            size: display.size, nowMicroseconds: system.realtimeMicroseconds(),
            preferences: preferences, themes: parts.themes.names, keys: parts.keys,
            operatorName: parts.operatorName)
    }

    /// Takes the terminal over and begins, on a thread of its own.
    package func start() throws {
        try display.show()
        let queue = DispatchQueue(label: "sluice.console", qos: .userInteractive)
        signals = Signals(
            [.windowChanged, .suspend, .goOn],
            queue: DispatchQueue(label: "sluice.console.signals"),
            whenListening: { @Sendable [weak self] signal in
                guard signal == .suspend, TerminalDisplay.wasAskedToStop else { return }
                self?.loop.async { @Sendable [weak self] in self?.suspend() }
            }
        ) { @Sendable [weak self] signal in
            self?.loop.async { @Sendable [weak self] in self?.take(signal) }
        }
        loop.async { @Sendable [self] in
            tick()
            if shownTheme != state.preferences.theme { refuseTheme(state.preferences.theme) }
            observer = parts.station.link.observe { @Sendable [weak self] in
                self?.takeSnapshotLater()
            }
            takeSnapshot()
        }
        queue.async { @Sendable [self] in
            loop.run(
                EventLoop.Handlers(input: takeInput, room: takeRoom, alarm: takeAlarm))
        }
    }

    /// Gives the terminal back and stops. Waits until both are done; not to be called on the console's thread.
    package func close() {
        let done = DispatchSemaphore(value: 0)
        let isLeft = loop.async { @Sendable [self] in
            finish()
            done.signal()
        }
        if isLeft { done.wait() }
    }

    /// Remembers what the operator has chosen: a theme of the command line is for one run, unless another is chosen in it.
    func save(_ preferences: Preferences) {
        var saved = preferences
        if let lentTheme, saved.theme == lentTheme.shown { saved.theme = lentTheme.remembered }
        parts.preferences.write(saved)
    }

    // MARK: Events

    /// Takes an event, does what it asks for, and shows the result.
    func handle(_ event: ConsoleEvent) {
        update(event)
        paint()
    }

    private func update(_ event: ConsoleEvent) {
        begin(event)
        finishUpdate()
        // Behind the first pages, so that the first filter need not wait for all that is held to be read.
        if case .answer = event, !hasPrepared {
            hasPrepared = true
            parts.station.answers.prepare()
        }
    }

    private func begin(_ event: ConsoleEvent) {
        guard !hasEnded else { return }
        let hadOverlay = state.overlay != nil
        for effect in Console.begin(&state, event) where !hasEnded { perform(effect) }
        // Whoever opens a prompt over what is held may filter it with the next key.
        if !hadOverlay, state.overlay != nil, state.listsHeld { parts.station.answers.prepare() }
    }

    private func finishUpdate() {
        guard !hasEnded else { return }
        for effect in Console.finish(&state) where !hasEnded { perform(effect) }
    }

    private func takeInput() {
        let inputs = display.readInput(at: system.monotonicNanoseconds())
        if inputs.isEmpty && device.isGone { return end(.hangup) }
        guard !inputs.isEmpty else { return }
        let place = state.activePlace
        for input in inputs.dropLast() { update(ConsoleEvent(input)) }
        begin(ConsoleEvent(inputs[inputs.count - 1]))
        paintAhead(place)
        finishUpdate()
        paint()
    }

    private func takeSnapshot() {
        handle(.snapshot(parts.station.link.newest))
    }

    private func takeSnapshotLater() {
        loop.async { @Sendable [weak self] in self?.takeSnapshot() }
    }

    private func take(_ signal: Signals.Signal) {
        switch signal {
        case .windowChanged:
            if display.resize() { handle(.resized(display.size)) }
        case .suspend: suspend()
        case .goOn:
            display.redraw()
            tick()
        case .terminate, .interrupt, .hangup: break
        }
    }

    /// Stops the process until it goes on in the foreground.
    func suspend() {
        try? display.suspend()
        if display.resize() { update(.resized(display.size)) }
        tick()
    }

    // MARK: Frames

    /// Shows the state, or does so once the terminal takes bytes again.
    ///
    /// A drill-down just opened waits a moment for its answer, so that the screen does not change twice.
    func paint() {
        guard !hasEnded else { return }
        if state.awaitsFirstAnswer {
            let now = system.monotonicNanoseconds()
            let end = patience ?? now + Self.patienceNanoseconds
            patience = end
            if now < end { return setAlarm() }
        } else {
            patience = nil
        }
        isPaintDue = display.isBusy
        if !isPaintDue { show(Console.render(state, medium: medium)) }
        loop.wantsRoom = display.isBusy
    }

    /// Shows at once what keys act on, if it is still where it was; the rest of the screen follows with the whole frame.
    ///
    /// A list of held records answers a key in half the time so.
    private func paintAhead(_ place: ActivePlace?) {
        guard !hasEnded, let place, display.isUpToDate, !state.awaitsFirstAnswer,
            state.activePlace == place, var canvas = shown.take()
        else { return }
        Console.render(state, place, over: &canvas)
        show(canvas)
    }

    private func show(_ canvas: Canvas) {
        display.paint(canvas)
        shown = canvas
    }

    /// What is shown, as text.
    var shownText: String { Console.render(state, medium: medium).text }

    private func takeRoom() {
        display.flush()
        loop.wantsRoom = display.isBusy
        if isPaintDue { paint() }
    }

    /// A second began; the next one is waited for by the wall clock, which may have been set.
    private func tick() {
        let now = system.realtimeMicroseconds()
        let rest = UInt64(1_000_000 - now % 1_000_000)
        nextSecond = system.monotonicNanoseconds() + rest * 1_000
        setAlarm()
        parts.station.link.checkOwner()
        handle(.tick(now, zone(at: now)))
    }

    private func setAlarm() {
        let now = system.monotonicNanoseconds()
        let end = patience.flatMap { $0 > now ? $0 : nil }
        loop.alarm = min(nextSecond, end ?? .max)
    }

    private func takeAlarm() {
        if system.monotonicNanoseconds() >= nextSecond { return tick() }
        paint()
        setAlarm()
    }

    private func zone(at microseconds: Int64) -> ShownZone {
        guard parts.isLocalTime else { return .utc }
        let seconds = microseconds / 1_000_000
        return ShownZone(
            name: system.zoneName(atSeconds: seconds),
            offsetSeconds: Int(system.zoneOffsetSeconds(atSeconds: seconds)))
    }

    // MARK: The end

    /// Gives the terminal back and says how it ended.
    func end(_ ending: Ending) {
        guard !hasEnded else { return }
        finish()
        ended(ending)
    }

    private func finish() {
        guard !hasEnded else { return }
        hasEnded = true
        if let observer { parts.station.link.forget(observer) }
        signals?.cancel()
        display.leave()
        loop.stop()
    }
}
