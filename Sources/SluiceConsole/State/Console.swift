internal import SluiceCore

/// The console as two functions: an event changes the state and asks for effects, and a state is drawn.
package enum Console {
    /// Takes an event and returns what is to be done about it, in this order.
    package static func update(
        _ state: inout ConsoleState, _ event: ConsoleEvent
    ) -> [Effect] {
        let effects = begin(&state, event)
        return effects + finish(&state)
    }

    /// The part of an update after which the place that keys act on is right; ``finish(_:)`` is to follow.
    package static func begin(
        _ state: inout ConsoleState, _ event: ConsoleEvent
    ) -> [Effect] {
        let effects = apply(event, to: &state) + state.leaveDone() + state.leaveVain()
        state.settleActiveList()
        return effects
    }

    /// The rest of an update: the other lists, and what all places need to be asked for.
    package static func finish(_ state: inout ConsoleState) -> [Effect] {
        state.settleOtherLists()
        return state.askForPages()
    }

    /// Draws a state; the same state gives the same cells.
    package static func render(_ state: ConsoleState, medium: Medium) -> Canvas {
        var canvas = Canvas(size: state.size, medium: medium)
        Frame(state: state).draw(on: &canvas)
        return canvas
    }

    /// Draws the place that keys act on over the picture of an earlier state, in a tenth of the time of a whole frame.
    ///
    /// Right in that place, and as old as the picture everywhere else; `place` must be the same in both states.
    package static func render(
        _ state: ConsoleState, _ place: ActivePlace, over canvas: inout Canvas
    ) {
        canvas.cursor = nil
        canvas.fill(place.area)
        state.activeView.draw(state, in: place.area, isFocused: true, on: &canvas)
    }

    private static func apply(
        _ event: ConsoleEvent, to state: inout ConsoleState
    ) -> [Effect] {
        switch event {
        case .key(let key):
            guard Layout.hasCountersOnly(state.size) else { return press(key, in: &state) }
            return pressUnseen(key, in: &state)
        case .paste where Layout.hasCountersOnly(state.size),
            .mouse where Layout.hasCountersOnly(state.size):
            break
        case .paste(let bytes):
            guard state.overlay != nil else {
                return state.activeScreen?.paste(bytes, in: &state) ?? state.refusePaste()
            }
            return state.withOverlay { overlay, state in overlay.paste(bytes, in: &state) }
        case .mouse(let event): return point(event, in: &state)
        case .focused: break
        case .resized(let size): state.size = size
        case .snapshot(let snapshot): state.show(snapshot)
        case .answer(let id, let answer, let took):
            state.requests.take(answer, to: id, took: took)
        case .progress(let id, let share): state.requests.note(share, of: id)
        case .reply(let id, let reply): return state.take(reply, to: id)
        case .tick(let now, let zone):
            state.nowMicroseconds = now
            state.zone = zone
            if let notice = state.notice, notice.untilMicroseconds <= now { state.notice = nil }
        case .themeRefused(let name, let why, let shown):
            if state.preferences.theme == name { state.preferences.theme = shown }
            state.say("theme \(data: name) cannot be used: \(why)", role: .levelError)
            return [.save(state.preferences)]
        case .notice(let text, let isError):
            state.say(text, role: isError ? .levelError : .levelInfo)
        }
        return []
    }

    /// A key where nothing of what it acts on is shown: it suspends, or ends where there is nothing to ask before. Nothing is
    /// written that was not seen.
    private static func pressUnseen(
        _ key: KeyStroke, in state: inout ConsoleState
    ) -> [Effect] {
        guard let action = state.keys.action(for: key, in: state), action.worksUnseen,
            state.overlay == nil || action.worksUnderOverlays
        else { return [] }
        let before = state
        let effects = action.perform(&state, [])
        if state.overlay != nil, before.overlay == nil { state = before }
        return effects
    }

    /// A key goes to what lies over the screen, and otherwise to the first action of the catalog that has it here.
    static func press(_ key: KeyStroke, in state: inout ConsoleState) -> [Effect] {
        state.notice = nil
        if state.overlay != nil {
            let action = state.keys.action(for: key, in: state)
            if let action, action.worksUnderOverlays { return action.perform(&state, []) }
            return state.withOverlay { overlay, state in overlay.press(key, in: &state) }
        }
        if let screen = state.activeScreen, screen.takes(key, state) {
            return screen.type(key, in: &state)
        }
        guard let action = state.keys.action(for: key, in: state) else {
            // Esc goes back as far as there is a way.
            if key.key != .escape, let places = state.keys.places(of: key) {
                state.say("\(key.shown) works only \(places)", role: .levelWarn)
            }
            return []
        }
        if let reason = action.whyDisabled(state) {
            state.say(reason, role: .levelWarn)
            return []
        }
        return action.perform(&state, [])
    }
}
