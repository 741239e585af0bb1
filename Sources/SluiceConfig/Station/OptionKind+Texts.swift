/// Kinds whose values are texts.
extension OptionKind {
    /// A path that is not empty.
    static func path(_ path: Path<String>) -> OptionKind {
        OptionKind(
            name: "path", expectation: "a path, relative to the station or absolute", choices: [],
            take: { input, configuration in
                guard let text = input.text, !text.isEmpty, !text.utf8.contains(0) else {
                    return false
                }
                configuration[keyPath: path] = text
                return true
            },
            show: { TomlText.quoted($0[keyPath: path]) })
    }

    /// A name of letters, digits, `-`, `_` and `.`, which is safe as part of a file name.
    static func name(_ path: Path<String>) -> OptionKind {
        OptionKind(
            name: "name", expectation: "a name of letters, digits, -, _ and .", choices: [],
            take: { input, configuration in
                guard let text = input.text, isName(text) else { return false }
                configuration[keyPath: path] = text
                return true
            },
            show: { TomlText.quoted($0[keyPath: path]) })
    }

    /// One of the cases of an enumeration.
    static func choice<Choice>(_ path: Path<Choice>) -> OptionKind
    where Choice: RawRepresentable<String> & CaseIterable & Sendable {
        let names = Choice.allCases.map(\.rawValue)
        return OptionKind(
            name: "choice",
            expectation: names.map(TomlText.quoted).joined(separator: " or "), choices: names,
            take: { input, configuration in
                guard let text = input.text, let choice = Choice(rawValue: text) else {
                    return false
                }
                configuration[keyPath: path] = choice
                return true
            },
            show: { TomlText.quoted($0[keyPath: path].rawValue) })
    }

    /// Texts by name.
    static func texts(_ path: Path<[String: String]>) -> OptionKind {
        OptionKind(
            name: "table", expectation: "a table of texts", choices: [],
            take: { input, configuration in
                guard case .value(let value) = input, case .table(let table) = value.content else {
                    return false
                }
                var texts: [String: String] = [:]
                for entry in table.entries {
                    guard case .string(let text) = entry.value.content else { return false }
                    texts[entry.key] = text
                }
                configuration[keyPath: path] = texts
                return true
            },
            show: { configuration in
                let entries = configuration[keyPath: path].sorted { $0.key < $1.key }
                guard !entries.isEmpty else { return "{}" }
                let texts = entries.map { "\(TomlText.key($0.key)) = \(TomlText.quoted($0.value))" }
                return "{ \(texts.joined(separator: ", ")) }"
            })
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 && text.utf8.first != UInt8(ascii: ".")
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
