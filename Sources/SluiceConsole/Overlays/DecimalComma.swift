internal import SluiceCore

/// Numbers typed with a decimal comma, which no number has here.
enum DecimalComma {
    /// What to write instead in the first term of a filter that is none for its decimal comma; nil where no term is.
    static func advice(_ filter: String) -> SafeText? {
        for term in filter.split(separator: " ") {
            guard let sign = term.lastIndex(where: { "<>=".contains($0) }) else { continue }
            let typed = String(term[term.index(after: sign)...])
            let parts = typed.split(separator: ",", omittingEmptySubsequences: false)
            let meant = parts.joined(separator: ".")
            guard parts.count == 2, (try? FilterExpression(String(term))) == nil,
                (try? FilterExpression(String(term[...sign]) + meant)) != nil
            else { continue }
            return "\(data: typed) has a comma, write a point: \(data: meant)"
        }
        return nil
    }
}
