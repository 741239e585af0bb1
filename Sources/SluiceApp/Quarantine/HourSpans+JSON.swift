internal import SluiceCore

extension HourSpans {
    /// Writes the spans as pairs of hours since 1970 UTC, the first and the last of each.
    func json(_ name: String, into json: inout JSONWriter) {
        json.array(name) { json in
            for span in spans {
                json.array { json in
                    json.integer(nil, span.lowerBound)
                    json.integer(nil, span.upperBound)
                }
            }
        }
    }

    /// Reads what ``json(_:into:)`` wrote; what is no pair of hours is left out.
    init(json: JSONValue?) {
        self.init()
        for span in json?.elements ?? [] {
            let ends = span.elements.compactMap { $0.integer.map { Int64($0) } }
            guard ends.count == 2, ends[0] <= ends[1] else { continue }
            insert(ends[0]...ends[1])
        }
    }
}
