internal import SluiceCore

/// Ids in JSON as ranges `[first, last]`: what an operator selects mostly lies together, and a line has a limit.
enum IdentifierRanges {
    /// Most ids that are read.
    private static let limit = 2_000_000

    /// Writes ids, in ascending order.
    static func write(_ key: String, _ ids: [Int64], into json: inout JSONWriter) {
        json.array(key) { json in
            var range: ClosedRange<Int64>?
            func end(_ range: ClosedRange<Int64>?, _ json: inout JSONWriter) {
                guard let range else { return }
                json.array { json in
                    json.integer(nil, range.lowerBound)
                    json.integer(nil, range.upperBound)
                }
            }
            for id in ids.sorted() {
                if let known = range, id <= known.upperBound + 1 {
                    range = known.lowerBound...max(known.upperBound, id)
                } else {
                    end(range, &json)
                    range = id...id
                }
            }
            end(range, &json)
        }
    }

    /// The ids of a list of ranges; nil when it is none, or of too many.
    static func read(_ json: JSONValue) -> [Int64]? {
        var ids: [Int64] = []
        for element in json.elements {
            let bounds = element.elements.compactMap(\.integer)
            guard bounds.count == 2, bounds[0] <= bounds[1],
                bounds[1] - bounds[0] < limit - ids.count
            else { return nil }
            ids += (Int64(bounds[0])...Int64(bounds[1]))
        }
        return ids
    }
}
