internal import SluiceCore

/// The bytes of a record as they stand in the file, as text or as hexadecimal digits, with what is wrong marked.
struct RawBox {
    let detail: RecordDetail
    let view: RawView
    /// The number of the field the cursor is on; nil for none.
    let selected: Int?

    /// Draws it with its box, from the line on which the selected field begins.
    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let size = NumberText.grouped(detail.rawSize)
        let cut: SafeText =
            detail.raw.count < detail.rawSize
            ? ", first \(NumberText.grouped(detail.raw.count)) kept" : ""
        let line: SafeText = detail.row.line.map { " line \($0)" } ?? ""
        let inside = canvas.box(
            area, title: "Raw\(line) · \(size) B\(cut)",
            note: view.isHex ? "^X text" : "^X hex"
        ).inset(columns: 1, rows: 0)
        let parts = RawParts(detail, selected: selected)
        if view.isHex {
            HexLines(bytes: detail.raw, parts: parts).draw(in: inside, view, on: &canvas)
        } else {
            RawLines(detail.raw, parts: parts, width: inside.width, medium: canvas.medium)
                .draw(in: inside, view, on: &canvas)
        }
    }
}
