package import SluiceCore

extension KeyStroke {
    private static let names: [(name: String, key: Key)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
        ("Backspace", .backspace), ("Del", .delete), ("Up", .up), ("Down", .down),
        ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp),
        ("PgDn", .pageDown),
    ]

    /// Letters that terminals send with control as another key, and that key.
    private static let controlled: [Unicode.Scalar: Key] = [
        "h": .backspace, "i": .tab, "j": .enter, "m": .enter, "[": .escape,
    ]

    /// Reads a key as configuration and code write it: `g`, `^D`, `F2`, `S-Tab`, `A-Enter`, `Space`; nil when it is none, or one
    /// that no terminal sends, such as `^1` or `S-a`. `^M` is `Enter`, as it is for a terminal.
    package init?(_ text: String) {
        var rest = Substring(text)
        var modifiers: Modifiers = []
        while rest.count > 2, rest.dropFirst().first == "-", let first = rest.first {
            switch first {
            case "S": modifiers.insert(.shift)
            case "A", "M": modifiers.insert(.alt)
            case "C": modifiers.insert(.control)
            default: return nil
            }
            rest = rest.dropFirst(2)
        }
        if rest.count == 2, rest.first == "^" {
            modifiers.insert(.control)
            rest = rest.dropFirst()
        }
        guard let key = Self.key(rest, isControl: modifiers.contains(.control)) else { return nil }
        guard case .character(let scalar) = key, scalar != " " else {
            self.init(key, modifiers)
            return
        }
        // A character with shift is another character.
        guard !modifiers.contains(.shift) else { return nil }
        guard modifiers.contains(.control) else {
            self.init(key, modifiers)
            return
        }
        if let other = Self.controlled[scalar] {
            self.init(other, modifiers.subtracting(.control))
        } else {
            guard ("a"..."z").contains(scalar) || ("\\"..."_").contains(scalar) else { return nil }
            self.init(key, modifiers)
        }
    }

    private static func key(_ name: Substring, isControl: Bool) -> Key? {
        if let named = names.first(where: { $0.name == name }) { return named.key }
        if name.count > 1, name.first == "F", let number = Int(name.dropFirst()) {
            return (1...24).contains(number) ? .function(number) : nil
        }
        let scalars = (isControl ? name.lowercased() : String(name)).unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first, scalar.value > 0x20,
            scalar.value != 0x7F
        else { return nil }
        return .character(scalar)
    }

    /// The key as help and footer show it, spelled as configuration does.
    package var shown: SafeText {
        var text: SafeText = ""
        if modifiers.contains(.shift) { text = text + "S-" }
        if modifiers.contains(.alt) { text = text + "A-" }
        let isControlled = modifiers.contains(.control)
        switch key {
        case .character(let scalar) where scalar != " ":
            let letter = String(scalar)
            return isControlled
                ? "\(text)^\(data: letter.uppercased())" : "\(text)\(data: letter)"
        case .function(let number): return "\(text)F\(number)"
        default:
            let name = Self.names.first { $0.key == key }?.name ?? "?"
            return "\(text)\(isControlled ? "C-" : "" as SafeText)\(data: name)"
        }
    }
}
