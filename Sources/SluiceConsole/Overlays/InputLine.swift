package import SluiceCore

/// A line that is typed in, with its cursor: the keys of a shell move in it and cut it.
package struct InputLine: Sendable, Hashable {
    /// What stands before the cursor.
    package private(set) var before: String
    /// What stands behind it.
    package private(set) var after = ""

    /// Bytes it may have.
    private let limit: Int

    /// Bytes a line may have that is not part of a record.
    package static let usualLimit = 2_000

    /// The keys it takes besides characters and the cursor's, as help lists them.
    package static let keys: [(keys: SafeText, help: SafeText)] = [
        ("^A ^E", "to the start, the end"), ("^W", "cut the word before"),
        ("^U", "clear the line"), ("^K", "cut to the end"),
    ]

    /// A line with a text, the cursor behind it.
    package init(_ text: String = "") {
        self.init(bytes: Array(text.utf8))
    }

    /// A line with bytes, UTF-8 or not, the cursor behind them; it may get at most `limit` of them.
    package init(bytes: [UInt8], limit: Int = InputLine.usualLimit) {
        before = EditableText.text(bytes)
        self.limit = limit
    }

    /// All of it.
    package var text: String { before + after }

    /// The bytes of all of it: those that it was made of, but for what was changed.
    package var bytes: [UInt8] { bytesBefore + bytesAfter }

    /// The bytes of what stands before the cursor.
    package var bytesBefore: [UInt8] { EditableText.bytes(before) }

    /// The bytes of what stands behind it.
    package var bytesAfter: [UInt8] { EditableText.bytes(after) }

    /// Takes a key that edits or moves; false for one that it does not know.
    package mutating func press(_ key: KeyStroke) -> Bool {
        switch (key.key, key.modifiers) {
        case (.character(let scalar), []): insert(String(scalar))
        case (.left, []): moveLeft()
        case (.right, []): moveRight()
        case (.home, []), (.character("a"), .control):
            after = text
            before = ""
        case (.end, []), (.character("e"), .control):
            before = text
            after = ""
        case (.backspace, []), (.character("h"), .control): before = String(before.dropLast())
        case (.delete, []): after = String(after.dropFirst())
        case (.character("u"), .control):
            before = ""
            after = ""
        case (.character("k"), .control): after = ""
        case (.character("w"), .control): cutWord()
        default: return false
        }
        return true
    }

    /// Takes pasted text as if it were typed; returns why nothing of it was taken, nil when it was.
    ///
    /// One line end at its end is left out, as copying a whole line brings it along. Any other control character, bytes that
    /// are no UTF-8, and more than it may have refuse all of it.
    package mutating func paste(_ bytes: [UInt8]) -> SafeText? {
        var content = bytes[...]
        if content.last == 0x0A { content = content.dropLast() }
        if content.last == 0x0D { content = content.dropLast() }
        guard let pasted = String(validating: content, as: UTF8.self) else {
            return "what was pasted is not UTF-8; nothing was taken"
        }
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control
        }
        guard !pasted.unicodeScalars.contains(where: isControl) else {
            return "what was pasted has control characters; nothing was taken"
        }
        guard insert(pasted) else {
            return "what was pasted is too long; nothing was taken"
        }
        return nil
    }

    @discardableResult
    private mutating func insert(_ typed: String) -> Bool {
        let typed = EditableText.text(Array(typed.utf8))
        guard before.utf8.count + after.utf8.count + typed.utf8.count <= limit else {
            return false
        }
        before += typed
        return true
    }

    private mutating func moveLeft() {
        guard let last = before.popLast() else { return }
        after.insert(last, at: after.startIndex)
    }

    private mutating func moveRight() {
        guard let first = after.first else { return }
        after.removeFirst()
        before.append(first)
    }

    private mutating func cutWord() {
        while before.last == " " { before.removeLast() }
        while let last = before.last, last != " " { before.removeLast() }
    }
}
