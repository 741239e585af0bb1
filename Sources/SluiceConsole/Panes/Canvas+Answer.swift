package import SluiceCore

extension Canvas {
    /// Says in an area why there is no page yet: it is awaited, or could not be had.
    package mutating func absence(of answer: StationAnswer?, in area: Rectangle) {
        switch answer {
        case .failed(let reason):
            note("✗ \(data: reason)", role: .levelError, in: area)
        case .missing: note("it is not there any more", role: .stale, in: area)
        default: note("asking the store …", role: .stale, in: area)
        }
    }

    /// Writes a line into the first row of an area, cut where it does not fit.
    package mutating func note(_ text: SafeText, role: StyleRole, in area: Rectangle) {
        write(text, column: 1, row: 0, in: area, role: role, width: max(0, area.width - 2))
    }
}
