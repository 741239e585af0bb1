internal import Dispatch
internal import SluiceConsole
internal import SluiceCore
internal import SluiceSystem
internal import SluiceTerminal

/// Doing what the console asks for. Answers come back as events; nothing here waits for the store or the owner.
extension ConsoleSession {
    /// Most bytes that terminals take for the clipboard.
    private static let clipboardBytes = 74_000
    /// Highest number behind a name that is taken.
    private static let nameNumbers = 10_000

    /// Does one thing.
    func perform(_ effect: Effect) {
        switch effect {
        case .ask(let id, let query):
            let start = system.monotonicNanoseconds()
            parts.station.answers.ask(query, as: id) { @Sendable [weak self] share in
                self?.later(.progress(id, share))
            } completion: { @Sendable [weak self, system] answer in
                let took = (system.monotonicNanoseconds() - start) / 1_000
                self?.later(.answer(id, answer, took: Int64(took)))
            }
        case .cancel(let id): parts.station.answers.cancel(id)
        case .command(let id, let command):
            parts.station.link.perform(command) { @Sendable [weak self] reply in
                self?.later(.reply(id, reply))
            }
        case .copy(let bytes, let what): copy(bytes, what)
        case .export(let name, let contents, let what):
            write(contents, as: name, what: "\(what) written to")
        case .dump: dump()
        case .redraw: display.redraw()
        case .suspend: suspend()
        case .quit: end(.quit)
        case .detach: end(.detach)
        case .setTheme(let name): setTheme(name)
        case .setMouse(let isOn): display.setMouse(isOn)
        // Who only watches changes nothing, not even how the next console comes up.
        case .save(let preferences) where state.snapshot.access != .readOnly:
            save(preferences)
        case .save: break
        }
    }

    private func copy(_ bytes: [UInt8], _ what: SafeText) {
        guard display.hasClipboard, bytes.count <= Self.clipboardBytes else {
            return write(bytes, as: "copy.txt", what: "\(what) copied to")
        }
        display.copy(bytes)
        later(.notice("\(what) sent to the terminal's clipboard", isError: false))
    }

    /// Writes a new file into `logs/`, with a number behind a name that is taken, and says where it is.
    private func write(_ contents: [UInt8], as name: String, what: SafeText) {
        guard let logs = parts.logs else {
            return later(.notice("there is no directory for it", isError: true))
        }
        for number in 0..<Self.nameNumbers {
            let free = number == 0 ? name : "\(name).\(number)"
            do {
                try system.write(contents, to: try logs.create(Array(free.utf8)))
                return later(.notice("\(what) logs/\(data: free)", isError: false))
            } catch  where error.isTaken {
                continue
            } catch {
                return later(.notice("\(data: error.description)", isError: true))
            }
        }
    }

    /// Leaves the screen as text among what the normal screen holds.
    private func dump() {
        display.print(shownText)
    }

    private func setTheme(_ name: String) {
        guard let entry = parts.themes.entry(name), let theme = entry.theme else {
            return refuseTheme(name)
        }
        shownTheme = name
        if display.depth != .mono { display.use(theme) }
    }

    /// Says what is wrong with a theme, and that another is shown.
    func refuseTheme(_ name: String) {
        let problem = parts.themes.entry(name)?.problems.first { !$0.isWarning }
        let why = problem.map { "line \($0.line): \($0.message)" as SafeText } ?? "it is not there"
        later(.themeRefused(name, why: why, shown: shownTheme))
    }

    /// An event behind those that are being handled.
    private func later(_ event: ConsoleEvent) {
        loop.async { @Sendable [weak self] in self?.handle(event) }
    }
}

extension ConsoleSession.Parts {
    /// The theme to begin with: without colours `mono`, on terminals with their own few colours `ansi` instead of the default.
    static func theme(_ name: String, _ theme: Theme?, depth: ColorDepth) -> Theme {
        if depth == .mono { return BuiltinThemes.theme("mono") }
        if depth == .basic && name == "sluice-dark" { return BuiltinThemes.theme("ansi") }
        return theme ?? BuiltinThemes.theme("sluice-dark")
    }
}
