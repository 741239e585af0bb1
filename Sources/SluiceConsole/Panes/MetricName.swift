internal import SluiceCore

/// A metric as a title names it: its own name first, and its dataset where another one has a metric of this name.
struct MetricName {
    /// The columns a short name takes at most; two of them tell a metric from all others beside the range in the narrowest box.
    static let shortWidth = 13

    private let name: String
    private let dataset: String
    private let otherNames: [String]
    private let otherDatasets: [String]

    /// The name of a metric that is one of several.
    init(_ metric: MetricChoice, among metrics: [MetricChoice]) {
        name = metric.name
        dataset = metric.dataset
        otherNames = metrics.map(\.name).filter { $0 != metric.name }
        otherDatasets = metrics.filter { $0.name == metric.name }.map(\.dataset)
            .filter { $0 != metric.dataset }
    }

    /// All of it, such as `voltage`, or `voltage of power` where two datasets have it.
    var whole: String { otherDatasets.isEmpty ? name : "\(name) of \(dataset)" }

    /// As much as tells it from the others in few columns, such as `voltage`, `global…active` or `volt… po…`.
    var short: String {
        guard !otherDatasets.isEmpty else {
            return Self.short(name, among: otherNames, width: Self.shortWidth)
                ?? Self.cut(name, to: Self.shortWidth)
        }
        // The dataset has as little as it needs to be told apart, the name all else.
        for width in [4, 3, 2, 5] {
            let rest = Self.shortWidth - 1 - width
            guard let place = Self.short(dataset, among: otherDatasets, width: width),
                let own = Self.short(name, among: otherNames, width: rest + width - place.count)
            else { continue }
            return "\(own) \(place)"
        }
        return Self.cut(name, to: Self.shortWidth)
    }

    /// A name in so many characters that stands for none of the others; nil when there is no such.
    ///
    /// In this order: the name; its first word; that with another word which the others do not have; its beginning; parts of two words; its
    /// beginning with its end. No two names are shortened alike: parts stand for a name only where no other one has them.
    private static func short(_ name: String, among others: [String], width: Int) -> String? {
        guard name.count > width else { return name }
        let words = name.split { $0 == "_" || $0 == "." || $0 == " " || $0 == "-" }
        guard let first = words.first else { return nil }
        func isOwn(_ head: Substring, _ rest: Substring = "") -> Bool {
            !others.contains { $0.hasPrefix(head) && (rest.isEmpty || $0.contains(rest)) }
        }
        if first.count <= width, isOwn(first) { return String(first) }
        let room = width - 1
        for word in words.dropFirst() where room - word.count >= 3 {
            let head = first.prefix(room - word.count)
            if isOwn(head, word) { return "\(head)…\(word)" }
        }
        if isOwn(name.prefix(room)) { return cut(name, to: width) }
        for word in words.dropFirst() {
            let head = first.prefix(max(1, room / 2, room - word.count))
            let rest = word.prefix(room - head.count)
            if !rest.isEmpty, isOwn(head, rest) { return "\(head)…\(rest)" }
        }
        for count in stride(from: room - 1, to: 0, by: -1) {
            let (head, rest) = (name.prefix(count), name.suffix(room - count))
            if isOwn(head, rest) { return "\(head)…\(rest)" }
        }
        return nil
    }

    private static func cut(_ name: String, to width: Int) -> String {
        "\(name.prefix(width - 1))…"
    }
}
