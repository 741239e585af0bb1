internal import SluiceCore

/// Bytes as cells, of which those that stand for something hidden look different from those that stand for themselves.
enum EscapedText {
    /// The cells of some bytes, at most `limit` of them. Linear.
    static func cells(
        _ bytes: ArraySlice<UInt8>, limit: Int, role: StyleRole, medium: Medium
    ) -> [Cell] {
        var cells: [Cell] = []
        let shown = bytes.prefix(limit)
        var start = shown.startIndex
        while start < shown.endIndex {
            let others = shown[start...].firstIndex { !isPlain($0) } ?? shown.endIndex
            // The character before them goes with them: it carries the marks that they may begin with.
            let hasBase = others > start && others < shown.endIndex && shown[others] >= 0x80
            let split = hasBase ? others - 1 : others
            let next = shown[others...].firstIndex(where: isPlain) ?? shown.endIndex
            cells +=
                CellText(Sanitiser.safe(shown[start..<split]), role: role, medium: medium).cells
            cells += spelled(shown[split..<next], after: hasBase ? 1 : 0, role, medium)
            start = next
        }
        guard bytes.count > limit else { return cells }
        let rest: SafeText = "…(+\(NumberText.bytes(bytes.count - limit)))"
        return cells + CellText(rest, role: .escape, medium: medium).cells
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    /// Other bytes than printable ASCII: what is ASCII in their text, or the symbol of a control, is a spelling.
    private static func spelled(
        _ bytes: ArraySlice<UInt8>, after bases: Int, _ role: StyleRole, _ medium: Medium
    ) -> [Cell] {
        var cells = CellText(Sanitiser.safe(bytes), role: role, medium: medium).cells
        for index in cells.indices.dropFirst(bases) where cells[index].width == 1 {
            let scalar = cells[index].character
            if scalar.isASCII || (0x2400...0x2426).contains(scalar.value) {
                cells[index].role = .escape
            }
        }
        return cells
    }
}
