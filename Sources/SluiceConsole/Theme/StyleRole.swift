/// What a cell means; the raw value is its name in a theme file. Code names roles, never colours.
package enum StyleRole: String, Sendable, CaseIterable {
    /// Ordinary text; roles a theme leaves out look like it.
    case text
    /// The first row.
    case header
    /// A key in the last row, in help and in the palette.
    case footerKey = "footer.key"
    /// What a key does, and other text of less weight.
    case footerText = "footer.text"
    /// The lines of a box.
    case border
    /// The lines of the box that has the focus.
    case borderFocus = "border.focus"
    /// The title of a box or a column.
    case title
    /// The row the cursor is on; its background lies under the other roles of that row.
    case rowSelect = "row.select"
    /// The sign of a marked row.
    case rowMark = "row.mark"
    /// All is well.
    case levelOK = "level.ok"
    /// Something needs a look.
    case levelWarn = "level.warn"
    /// Something is wrong.
    case levelError = "level.error"
    /// An alert that fires.
    case levelAlert = "level.alert"
    /// Something is said.
    case levelInfo = "level.info"
    /// The values of a chart or a sparkline.
    case chartLine = "chart.line"
    /// The share of what is bad.
    case chartBad = "chart.bad"
    /// A threshold.
    case chartLimit = "chart.limit"
    /// The axes and their numbers.
    case chartAxis = "chart.axis"
    /// A field that is typed in.
    case editField = "edit.field"
    /// A field whose text is not valid.
    case editBad = "edit.bad"
    /// What differs from before.
    case editChanged = "edit.changed"
    /// Text a search has found.
    case searchMatch = "search.match"
    /// A hidden character made visible.
    case escape
    /// What is older than it should be, or shown while the newest is awaited.
    case stale
}
