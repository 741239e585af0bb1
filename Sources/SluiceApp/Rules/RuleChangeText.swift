package import SluiceCore

/// Changes of limits as a command line has them: `FIELD.minimum=VALUE`, `FIELD.maximum=VALUE`, nothing for no limit.
package enum RuleChangeText {
    /// The changes that some texts ask for, one per field; limits that are not named stay as they are in the dataset.
    ///
    /// Throws `usage` for another text, a limit that is given twice, a field that is not known or limits that contradict.
    package static func changes(
        _ texts: [[UInt8]], of dataset: Dataset
    ) throws(CommandFailure) -> [RuleChange] {
        var changes: [RuleChange] = []
        var seen: Set<Substring> = []
        for bytes in texts {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let equals = text.firstIndex(of: "="),
                let dot = text[..<equals].lastIndex(of: ".")
            else { throw malformed(text) }
            let name = String(text[..<dot])
            let value = Array(text[text.index(after: equals)...].utf8)
            let number = DecimalNumber.parse(value.span, 0..<value.count)
            guard value.isEmpty || number != nil else { throw malformed(text) }
            guard seen.insert(text[..<equals]).inserted else {
                throw CommandFailure(.usage, "\(text[..<equals]) is given twice")
            }
            let known = dataset.field(named: name)?.constraints
            let index =
                changes.firstIndex { $0.field == name }
                ?? {
                    changes.append(
                        RuleChange(
                            field: name, minimum: known?.minimum, maximum: known?.maximum))
                    return changes.count - 1
                }()
            switch text[text.index(after: dot)..<equals] {
            case "minimum": changes[index].minimum = number
            case "maximum": changes[index].maximum = number
            default: throw malformed(text)
            }
        }
        do throws(RuleChangeProblem) {
            _ = try dataset.applying(changes)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
        return changes
    }

    private static func malformed(_ text: String) -> CommandFailure {
        CommandFailure(
            .usage, "\(text) is no change of a limit",
            hint: "write FIELD.minimum=VALUE or FIELD.maximum=VALUE; without VALUE the limit goes")
    }
}
