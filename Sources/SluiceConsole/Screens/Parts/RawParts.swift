internal import SluiceCore

/// Which stretches of a record's bytes are bad, and which belongs to the field the cursor is on.
struct RawParts {
    /// A stretch of bytes that belongs to a cell.
    struct Part {
        /// Where it lies; never empty.
        let range: Range<Int>
        /// True when something is wrong with it.
        let isBad: Bool
        /// True when the cursor is on it.
        let isSelected: Bool
        /// What is wrong with it first; nil when nothing is.
        let code: FindingCode?
    }

    /// The stretches that are marked, in their order; they do not overlap.
    let marked: [Part]

    /// The parts of a record. Where a cell's place is not known it is looked for behind the cell before it.
    init(_ detail: RecordDetail, selected: Int?) {
        var parts: [Part] = []
        var end = 0
        // Cells beyond the header are what a record with too many of them is held for.
        let surplus = detail.recordFindings.first { $0.code == .fields }?.code
        for (number, field) in detail.fields.enumerated() {
            guard let range = Self.range(of: field, in: detail.raw, from: end) else { continue }
            end = range.upperBound
            let code = field.findings.first?.code ?? (field.name.isEmpty ? surplus : nil)
            let isBad = code != nil
            guard isBad || number == selected, !range.isEmpty else { continue }
            parts.append(
                Part(
                    range: range, isBad: isBad, isSelected: number == selected,
                    code: code))
        }
        marked = parts
    }

    /// The byte the selected part begins at, or the first bad one; 0 when nothing is marked.
    var start: Int {
        let first = marked.first(where: \.isSelected) ?? marked.first(where: \.isBad)
        return first?.range.lowerBound ?? 0
    }

    /// The part a byte belongs to; nil for one that is not marked. Logarithmic in the parts.
    func part(at byte: Int) -> Part? {
        var (low, high) = (0, marked.count)
        while low < high {
            let middle = (low + high) / 2
            if marked[middle].range.upperBound <= byte { low = middle + 1 } else { high = middle }
        }
        guard low < marked.count, marked[low].range.contains(byte) else { return nil }
        return marked[low]
    }

    private static func range(
        of field: RecordDetail.Field, in raw: [UInt8], from start: Int
    ) -> Range<Int>? {
        if let range = field.range {
            guard range.lowerBound >= start, range.upperBound <= raw.count else { return nil }
            return range
        }
        guard let value = field.value, !value.isEmpty, start < raw.count else { return nil }
        return raw[start...].firstRange(of: value)
    }
}
