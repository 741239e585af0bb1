/// How well a theme can be read: every contrast that matters, measured, beside the least it must have.
package struct ThemeCheck: Sendable {
    /// What is measured.
    package enum Kind: String, Sendable, CaseIterable {
        /// Contrast of text with what is behind it, at least 4.5.
        case text
        /// Contrast of lines and charts with what is behind them, at least 3.
        case line
        /// Contrast of text on the selected row, at least 3.5.
        case selected
        /// How different two levels look to the colour-blind, ΔE*ab, at least 25.
        case difference

        /// The least value.
        package var bar: Double {
            switch self {
            case .text: 4.5
            case .line: 3
            case .selected: 3.5
            case .difference: 25
            }
        }
    }

    /// One measurement.
    package struct Measurement: Sendable {
        /// What is measured.
        package let kind: Kind
        /// Of what: a role, or two roles and the kind of colour blindness.
        package let subject: String
        /// On terminals of this depth.
        package let depth: ColorDepth
        /// The figure.
        package let value: Double

        /// True when it is at least what it must be.
        package var isEnough: Bool { value >= kind.bar }
    }

    /// All measurements; none for colours that are the terminal's own, which cannot be known.
    package let measurements: [Measurement]

    /// Themes that promise to the colour-blind that they can tell the levels apart, by the beginning of their names.
    private static let promise = "cvd-"
    private static let lines: Set<StyleRole> = [
        .border, .borderFocus, .chartLine, .chartBad, .chartLimit,
    ]
    private static let levels: [StyleRole] = [.levelOK, .levelWarn, .levelError]

    /// Measures a theme with 256 colours and with any.
    package init(_ theme: Theme) {
        var all: [Measurement] = []
        for depth in [ColorDepth.direct, .indexed] {
            for role in StyleRole.allCases {
                let kind: Kind = Self.lines.contains(role) ? .line : .text
                all += Self.contrast(theme, role, [], kind, depth)
                guard kind == .text else { continue }
                all += Self.contrast(theme, role, .selected, .selected, depth)
            }
            if theme.name.hasPrefix(Self.promise) { all += Self.differences(theme, depth) }
        }
        measurements = all
    }

    /// The measurements that are below their bar.
    package var failures: [Measurement] { measurements.filter { !$0.isEnough } }

    /// The smallest figure of a kind; nil when nothing of it could be measured.
    package func least(_ kind: Kind) -> Measurement? {
        measurements.filter { $0.kind == kind }.min { $0.value < $1.value }
    }

    private static func contrast(
        _ theme: Theme, _ role: StyleRole, _ attributes: CellAttributes, _ kind: Kind,
        _ depth: ColorDepth
    ) -> [Measurement] {
        let style = theme.resolved(role, attributes, depth: depth)
        guard let text = color(style.foreground), let ground = color(style.background) else {
            return []
        }
        return [
            Measurement(
                kind: kind, subject: role.rawValue, depth: depth, value: text.contrast(with: ground)
            )
        ]
    }

    private static func differences(_ theme: Theme, _ depth: ColorDepth) -> [Measurement] {
        var result: [Measurement] = []
        for (index, one) in levels.enumerated() {
            for two in levels[(index + 1)...] {
                guard let first = color(theme.resolved(one, depth: depth).foreground),
                    let second = color(theme.resolved(two, depth: depth).foreground)
                else { continue }
                for vision in ColorVision.allCases {
                    result.append(
                        Measurement(
                            kind: .difference,
                            subject: "\(one.rawValue)/\(two.rawValue) \(vision.rawValue)",
                            depth: depth,
                            value: vision.seen(first).distance(to: vision.seen(second))))
                }
            }
        }
        return result
    }

    /// The colour; nil for one of the terminal's own.
    private static func color(_ color: TerminalColor) -> LinearColor? {
        switch color {
        case .standard: return nil
        case .indexed(let index):
            return index < 16 ? nil : LinearColor(sRGB: XtermPalette.value(of: index))
        case .direct(let parts):
            let value =
                UInt32(parts.red) << 16 | UInt32(parts.green) << 8 | UInt32(parts.blue)
            return LinearColor(sRGB: value)
        }
    }
}
