internal import CNcursesw
package import SluiceConsole
package import SluiceSystem

/// The terminal as a screen for canvases: painted a frame at a time, never waited for, and left as it was found.
///
/// A class, because it is the one screen of a process and ncurses is global. Not safe to share: all calls come from one queue.
/// A frame costs the terminal only what differs from the one before; what the terminal does not take at once is kept,
/// and no frame is made until it is gone.
package final class TerminalDisplay {
    /// What a screen is made for.
    package struct Options: Sendable {
        /// The terminal's type, TERM.
        package var terminalType: String
        /// True when the operator wants no colour, by NO_COLOR.
        package var isMono: Bool
        /// Where the error stream goes while the screen is shown; nil lets it go where it goes.
        package var errors: FileDescriptor?

        /// Makes options.
        package init(terminalType: String, isMono: Bool, errors: FileDescriptor?) {
            self.terminalType = terminalType
            self.isMono = isMono
            self.errors = errors
        }
    }

    /// What may be drawn.
    package let medium: Medium
    /// How many colours there are.
    package let depth: ColorDepth
    /// Its columns and rows; as they were at the start or at the last ``resize()``.
    package private(set) var size: CanvasSize
    /// Bytes given to the terminal so far.
    package private(set) var sentBytes = 0

    private let device: TerminalDevice
    private let options: Options
    private let frame: FrameFile
    private let synchronised: (begin: [UInt8], end: [UInt8])?
    private let restore: [UInt8]
    private let paletteReset: [UInt8]
    private var reader: KeyReader
    private var painter: Painter
    private var styles: StyleFilter
    private var pending: ArraySlice<UInt8> = []
    /// What ncurses sent when it started, for the terminal of 24 rows that it takes a file for; sent before the first frame.
    private var opening: [UInt8]
    private var formerErrors: FileDescriptor?
    private var clicks = DoubleClick()
    private var hasMouse = false
    private var isShown = false
    /// True when the next frame is the first after the normal screen was shown for a while.
    private var comesBack = false

    /// Frames of so many bytes are sent as one where the terminal can do that.
    private static let synchronisedBytes = 512
    private static let restoreMilliseconds: Int32 = 250

    /// Starts ncurses on a terminal; nothing is shown yet. Once in a process. Throws when the terminal is of no use.
    package init(
        _ device: TerminalDevice, options: Options, medium: Medium, theme: (ColorDepth) -> Theme
    ) throws(TerminalError) {
        let type = options.terminalType
        guard !type.isEmpty, type != "dumb" else {
            throw TerminalError(
                type.isEmpty
                    ? "TERM is not set, so it is not known how to draw"
                    : "the terminal type dumb has no screen",
                hint: "for lines instead: sluice --plain")
        }
        guard let frame = FrameFile(), sl_start(device.descriptor.number, frame.number) != nil,
            let reader = KeyReader()
        else {
            throw TerminalError(
                "the terminal type \(type) is not known here",
                hint: "set TERM to one that is, such as xterm; or: sluice --plain")
        }
        (self.device, self.options, self.medium) = (device, options, medium)
        (self.frame, self.reader) = (frame, reader)
        opening = frame.take()
        depth = options.isMono ? .mono : Self.colorDepth()
        styles = StyleFilter(canTurnOff: ControlStrings.canTurnOff())
        synchronised = ControlStrings.synchronised()
        restore = ControlStrings.restore()
        paletteReset = ControlStrings.paletteReset()
        painter = Painter(Palette(theme(depth), depth: depth))
        size = CanvasSize(columns: 80, rows: 24)
        resize()
    }

    /// True while the terminal has not taken the last frame; it tells by becoming writable.
    package var isBusy: Bool { !pending.isEmpty }

    /// True while the terminal shows the last frame, as far as is known: the next one costs only what differs.
    package var isUpToDate: Bool { isShown && !isBusy && !painter.isNew }

    // MARK: Showing and leaving

    /// Takes the terminal over. The next frame paints everything.
    package func show() throws(SystemError) {
        guard !isShown else { return }
        if let errors = options.errors { formerErrors = HostProcess.divertErrors(to: errors) }
        TerminalGuard.arm(device, errors: formerErrors, restore: restore)
        try device.enterRaw()
        isShown = true
        styles.forget()
        pending += opening + ControlStrings.pasteOn + (hasMouse ? ControlStrings.mouseOn : [])
        comesBack = opening.isEmpty
        opening = []
        redraw()
    }

    /// Gives the terminal back as it was, however much of a frame it has taken.
    package func leave() {
        guard isShown else { return }
        isShown = false
        // Taken over again and left before a frame was painted, as by a signal that came while it was suspended, the terminal still
        // shows its normal screen: leaving that once more would move the cursor to where it was at the start.
        let isOnItsScreen = !isendwin()
        if isOnItsScreen { endwin() }
        let ending = ControlStrings.mouseOff + ControlStrings.pasteOff + styles.leave()
        let rest =
            Array(pending) + (synchronised?.end ?? []) + ending + frame.take()
            + (isOnItsScreen ? ControlStrings.lastRowCleared() : [])
        pending = []
        if !device.finish(rest, milliseconds: Self.restoreMilliseconds), isOnItsScreen {
            // Nobody reads: what waits gives way to what undoes it, should somebody read on.
            device.discardOutput()
            device.finish(
                ControlStrings.cancel + restore, milliseconds: Self.restoreMilliseconds)
        }
        device.leaveRaw()
        TerminalGuard.disarm()
        if let formerErrors { HostProcess.restoreErrors(formerErrors) }
        formerErrors = nil
    }

    /// Gives the terminal back, stops the process, and takes the terminal over when it goes on.
    package func suspend() throws(SystemError) {
        leave()
        device.stopProcess()
        try show()
    }

    /// True when SIGTSTP came before somebody listened to it: from the start of ncurses on it is noted until then.
    package static var wasAskedToStop: Bool { sl_stop_was_requested() != 0 }

    // MARK: Frames

    /// Shows a canvas; does nothing while the terminal is busy with the last one, and answers false then.
    @discardableResult
    package func paint(_ canvas: Canvas) -> Bool {
        guard isShown, !isBusy else { return false }
        painter.paint(canvas, size: size)
        wnoutrefresh(sl_standard_window())
        doupdate()
        var bytes = frame.take()
        // Coming back from the normal screen, ncurses resets the palette, which no one here has changed: it is the operator's.
        if comesBack && !paletteReset.isEmpty { bytes = bytes.replacing(paletteReset, with: []) }
        comesBack = false
        bytes = styles.filter(bytes)
        if let synchronised, bytes.count > Self.synchronisedBytes {
            pending += synchronised.begin + bytes + synchronised.end
        } else {
            pending += bytes
        }
        flush()
        return true
    }

    /// Sends what the terminal has not taken yet, as much as it takes; call it when the terminal has become writable.
    package func flush() {
        while !pending.isEmpty {
            guard let count = device.write(pending) else {
                pending = []  // the terminal is gone; SIGHUP says what to do
                return
            }
            guard count > 0 else { return }
            sentBytes += count
            pending = pending.dropFirst(count)
        }
    }

    /// Paints everything anew with the next frame, on a terminal that may have been resized or told otherwise.
    package func redraw() {
        painter.forget()
        sl_redraw_all()
        // ncurses itself says it when it comes back to its screen; on the normal one it would move the shell's cursor.
        if !isendwin() { send(ControlStrings.wholeRegion(rows: size.rows)) }
    }

    /// Takes the terminal's size over; true when it is another one.
    @discardableResult
    package func resize() -> Bool {
        let now = device.size ?? TerminalDevice.Size(columns: size.columns, rows: size.rows)
        let next = CanvasSize(columns: now.columns, rows: now.rows)
        guard next != size || !isShown else { return false }
        size = next
        resize_term(Int32(next.rows), Int32(next.columns))
        redraw()
        return true
    }

    /// Takes other looks.
    package func use(_ theme: Theme) {
        painter.use(Palette(theme, depth: depth))
        redraw()
    }

    // MARK: Keys, mouse, clipboard

    /// All that was typed, pasted and pointed at since the last call; the moment is one of the monotonic clock.
    package func readInput(at nanoseconds: UInt64) -> [TerminalInput] {
        reader.read().map { input in
            guard case .mouse(let event) = input else { return input }
            return .mouse(clicks.counted(event, at: nanoseconds))
        }
    }

    /// Lets the terminal report the mouse, or keep it for selecting text.
    package func setMouse(_ isOn: Bool) {
        hasMouse = isOn
        send(isOn ? ControlStrings.mouseOn : ControlStrings.mouseOff)
    }

    /// Puts text on the operator's clipboard, where the terminal lets programs do that.
    package func copy(_ text: [UInt8]) { send(ControlStrings.clipboard(text)) }

    /// True when the terminal is of a kind that takes OSC 52; others would show it or swallow it.
    package var hasClipboard: Bool {
        let type = options.terminalType
        return type != "linux" && !type.hasPrefix("vt")
    }

    /// Leaves lines on the normal screen, behind what is there, and comes back.
    package func print(_ text: String) {
        guard isShown else { return }
        leave()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        device.finish(
            Array(lines.joined(separator: "\r\n").utf8) + [0x0D, 0x0A],
            milliseconds: Self.restoreMilliseconds)
        try? show()
    }

    private func send(_ bytes: [UInt8]) {
        guard isShown else { return }
        pending += bytes
        flush()
    }

    /// By the terminal's description alone: the colours of a theme are sent in the way it says.
    private static func colorDepth() -> ColorDepth {
        guard has_colors(), start_color() == OK else { return .mono }
        use_default_colors()
        let isDirect = sl_flag("RGB") == 1 || sl_number("RGB") > 0 || sl_string("RGB") != nil
        switch sl_colors() {
        case 257...: return isDirect ? .direct : .indexed
        case 256: return .indexed
        case 8...: return .basic
        default: return .mono
        }
    }
}
