/// How each role looks: data from a theme file.
package struct Theme: Sendable, Hashable {
    /// Which terminals a theme is made for.
    package enum Variant: String, Sendable {
        /// Light text on a dark background.
        case dark
        /// Dark text on a light background.
        case light
        /// The terminal's own colours.
        case any
    }

    /// How a role looks.
    package struct Style: Sendable, Hashable {
        /// The colour of the text.
        package var foreground: ThemeColor
        /// The colour behind it; nil for that of ordinary text.
        package var background: ThemeColor?
        /// How it looks besides.
        package var attributes: TextAttributes
    }

    /// Its name.
    package var name: String
    /// Which terminals it is made for.
    package var variant: Variant
    /// The colours it names.
    package var palette: [String: ThemeColor]
    /// The roles it describes; the others look like ordinary text.
    package var styles: [StyleRole: Style]

    /// How a role looks: its own entry, or that of ordinary text.
    package func style(_ role: StyleRole) -> Style {
        styles[role] ?? styles[.text]
            ?? Style(foreground: .standard, background: nil, attributes: [])
    }

    /// How a cell looks on a terminal: the background of the selected row lies under the role, a match goes before it.
    ///
    /// Without colours, a role with a background of its own is reversed, so that it can still be told.
    package func resolved(
        _ role: StyleRole, _ attributes: CellAttributes = [], depth: ColorDepth
    ) -> TerminalStyle {
        let own = style(attributes.contains(.match) ? .searchMatch : role)
        let text = style(.text)
        let isSelected = attributes.contains(.selected)
        let selection = style(.rowSelect)
        var looks = own.attributes
        if isSelected { looks.formUnion(selection.attributes) }
        let behind = (isSelected ? selection.background : nil) ?? own.background
        let hasOwnBackground = behind != nil && behind != text.background
        if depth == .mono && hasOwnBackground { looks.insert(.reverse) }
        return TerminalStyle(
            foreground: own.foreground.resolved(depth),
            background: (behind ?? text.background ?? .standard).resolved(depth),
            attributes: looks)
    }
}
