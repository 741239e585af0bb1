internal import SluiceCore

/// Some things to choose from, one of which the cursor is on; what an overlay with a list is made of.
struct ChoiceList: Sendable {
    /// One of them.
    struct Choice: Sendable {
        /// What it is known by.
        let name: String
        /// What it is called.
        let text: SafeText
        /// What stands in the second column, such as keys.
        var keys: SafeText = ""
        /// What stands in the third column.
        var detail: SafeText = ""
        /// False for one that cannot be chosen now.
        var isEnabled = true
        /// The characters of the text that a search has found, by their places.
        var matches: [Int] = []
    }

    /// The choices, in their order.
    var choices: [Choice]
    /// Which one the cursor is on.
    private(set) var position = 0

    /// A list with the cursor on the choice of this name, or on the first.
    init(_ choices: [Choice], at name: String? = nil) {
        self.choices = choices
        position = choices.firstIndex { $0.name == name } ?? 0
    }

    /// The choice the cursor is on; nil when there is none.
    var selected: Choice? { choices.indices.contains(position) ? choices[position] : nil }

    /// Takes a key that moves the cursor; those that are characters only where nothing is typed. False for any other.
    mutating func press(_ key: KeyStroke, takesLetters: Bool) -> Bool {
        switch (key.key, key.modifiers) {
        case (.down, []): move(by: 1)
        case (.up, []): move(by: -1)
        case (.pageDown, []): move(by: 10)
        case (.pageUp, []): move(by: -10)
        case (.character("j"), []) where takesLetters: move(by: 1)
        case (.character("k"), []) where takesLetters: move(by: -1)
        case (.home, []) where takesLetters, (.character("g"), []) where takesLetters: position = 0
        case (.end, []) where takesLetters, (.character("G"), []) where takesLetters:
            position = max(0, choices.count - 1)
        default: return false
        }
        return true
    }

    private mutating func move(by step: Int) {
        position = min(max(0, position + step), max(0, choices.count - 1))
    }

    /// Draws the choices around the cursor, one in a row.
    func draw(in area: Rectangle, on canvas: inout Canvas) {
        let top = max(0, min(position - area.height / 2, choices.count - area.height))
        let widest = choices.reduce(0) { max($0, canvas.width(of: $1.text)) }
        let keysWidth = choices.reduce(0) { max($0, canvas.width(of: $1.keys)) }
        let textWidth = min(widest, max(0, area.width - 3))
        for row in 0..<min(area.height, choices.count) {
            let index = top + row
            let choice = choices[index]
            if index == position {
                canvas.sign(">", column: 0, row: row, in: area, role: .rowMark)
            }
            canvas.write(
                choice.text, column: 2, row: row, in: area,
                role: choice.isEnabled ? .text : .stale, width: textWidth)
            for place in choice.matches where place < textWidth {
                canvas.mark(.match, row: row, columns: place + 2..<place + 3, in: area)
            }
            canvas.write(
                choice.keys, column: textWidth + 4, row: row, in: area, role: .footerKey)
            let start = textWidth + 4 + (keysWidth > 0 ? keysWidth + 2 : 0)
            canvas.write(
                choice.detail, column: start, row: row, in: area, role: .footerText,
                width: max(0, area.width - start))
            guard index == position else { continue }
            canvas.mark(.selected, row: row, columns: 0..<area.width, in: area)
        }
    }
}
