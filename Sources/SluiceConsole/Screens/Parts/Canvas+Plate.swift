internal import SluiceCore

extension Canvas {
    /// Says in the middle of an area why a drill-down has nothing to show: asked, gone, or not answered.
    ///
    /// `noun` names what was asked for, such as `file`.
    mutating func plate(_ answer: StationAnswer?, noun: SafeText, in area: Rectangle) {
        switch answer {
        case .missing:
            plate(
                "! This \(noun) is not there any more.", hint: "Esc goes back.", role: .levelWarn,
                in: area)
        case .failed(let reason):
            plate(
                "✗ The store could not answer.", hint: Sanitiser.safe(reason, limit: 600),
                role: .levelError, in: area)
        default:
            plate(
                "… asking the store for the \(noun)", hint: "", role: .stale, in: area)
        }
    }

    /// Says something in the middle of an area, with what to do about it below.
    mutating func plate(
        _ text: SafeText, hint: SafeText, role: StyleRole, in area: Rectangle
    ) {
        let room = min(72, area.width - 2)
        guard room > 0, area.height > 0 else { return }
        var lines = WrappedText.lines(text, width: room, medium: medium).map { ($0, role) }
        let hints = hint.string.isEmpty ? [] : WrappedText.lines(hint, width: room, medium: medium)
        lines += hints.map { ($0, .footerText) }
        let widest = lines.map { width(of: $0.0) }.max() ?? 0
        let place = area.centred(width: widest, height: lines.count)
        for (row, line) in lines.enumerated() {
            write(line.0, column: 0, row: row, in: place, role: line.1)
        }
    }
}
