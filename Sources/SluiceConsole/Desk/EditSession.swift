internal import SluiceCore

/// An editor with the record it is about: the changes that keys make, and what they led to.
struct EditSession {
    /// What the operator has done.
    private(set) var view: EditView
    /// The record as it is held.
    let detail: RecordDetail
    /// The record as it is now.
    private(set) var draft: RecordDraft
    private let context: RecordContext
    private let nowMilliseconds: Int64

    /// The session of the open editor; nil before the record has come, and for one that cannot be edited.
    init?(_ state: ConsoleState) {
        guard case .edit(let view)? = state.screens.last,
            case .record(let detail)? = state.activeAnswer
        else { return nil }
        self.init(view, detail, nowMilliseconds: state.nowMicroseconds / 1_000)
    }

    /// An editor over a record; nil for one that cannot be edited.
    init?(_ view: EditView, _ detail: RecordDetail, nowMilliseconds: Int64) {
        guard let context = detail.context, let line = detail.row.line,
            Self.whyNot(detail) == nil
        else { return nil }
        self.view = view
        self.detail = detail
        self.context = context
        self.nowMilliseconds = nowMilliseconds
        draft =
            view.draft
            ?? RecordDraft(
                detail.raw, line: line, context: context, nowMilliseconds: nowMilliseconds)
    }

    /// Why a record cannot be edited, and what to do instead; nil when it can.
    static func whyNot(_ detail: RecordDetail) -> SafeText? {
        guard detail.row.line != nil else {
            return "A file that was refused as a whole is not edited here: E says which of its "
                + "columns are which fields, R takes it again."
        }
        guard detail.raw.count == detail.rawSize else {
            return "Only the first \(NumberText.bytes(detail.raw.count)) of this record are kept: "
                + "correct the file and drop it again, or discard the record."
        }
        return detail.context == nil
            ? "The dataset of this record is not known any more: define it again first." : nil
    }

    /// Where the operator is.
    var place: EditView.Place {
        if let place = view.place {
            if case .cell(let index) = place, index >= draft.cells.count { return .raw }
            return place
        }
        let bad = draft.cells.firstIndex { !$0.findings.isEmpty }
        return bad.map { .cell($0) } ?? (draft.recordFindings.isEmpty ? .cell(0) : .raw)
    }

    /// What is typed there.
    var line: InputLine {
        view.line ?? InputLine(bytes: bytes(at: place), limit: HeldRecord.rawLimit)
    }

    /// True when the bytes differ from those that are held.
    var isChanged: Bool { draft.raw != detail.raw }

    /// How many cells differ from those that are held.
    var changedCells: Int { draft.cells.indices.count { isChanged(cell: $0) } }

    /// True when a cell has other text than the one that is held.
    func isChanged(cell index: Int) -> Bool {
        let original = detail.fields.indices.contains(index) ? detail.fields[index].value : nil
        return original != draft.cells[index].value
    }

    /// True when what the operator is in is not as it is held.
    var isPlaceChanged: Bool {
        guard isChanged, case .cell(let index) = place else { return isChanged }
        return isChanged(cell: index) || changes.contains { $0.place == place }
    }

    /// What differs from the bytes that are held: cell by cell where there are as many of them, else as one stretch. Linear.
    var changes: [ByteChange] {
        guard isChanged else { return [] }
        let (old, new) = (detail.raw, draft.raw)
        let ranges = zip(detail.fields.map(\.range), draft.cells.map(\.range))
        if detail.fields.count == draft.cells.count,
            ranges.allSatisfy({ ($0 == nil) == ($1 == nil) })
        {
            let changes = ranges.enumerated().compactMap { index, pair in
                pair.0.flatMap { before in
                    pair.1.flatMap { ByteChange(at: .cell(index), old[before], new[$0]) }
                }
            }
            // What stands between cells may have changed too.
            let grown = changes.reduce(0) { $0 + $1.after.count - $1.before.count }
            if !changes.isEmpty, grown == new.count - old.count { return changes }
        }
        return [ByteChange(at: .raw, old[...], new[...])].compactMap { $0 }
    }

    /// True when only the store can tell whether the key of the record is there already.
    var needsStore: Bool { draft.isValid && context.dataset.duplicates == .quarantine }

    /// The names of the cells that are still wrong.
    var badNames: [String] {
        let names = draft.cells.filter { !$0.findings.isEmpty }.map { cell in
            cell.name.isEmpty ? "(extra)" : cell.name
        }
        return draft.recordFindings.isEmpty ? names : names + ["(record)"]
    }

    // MARK: Changes

    /// Takes a key that edits or moves in the line.
    mutating func press(_ key: KeyStroke) {
        var line = line
        guard line.press(key) else { return }
        take(line)
    }

    /// Takes pasted text; returns why not.
    mutating func paste(_ bytes: [UInt8]) -> SafeText? {
        var line = line
        if let refusal = line.paste(bytes) { return refusal }
        take(line)
        return nil
    }

    /// Goes to the next place, or to the one before, round the ends.
    mutating func move(by step: Int) {
        let count = draft.cells.count + 1
        go(to: (row + step + count) % count)
    }

    /// The place counted from the first cell; behind the last cell stands the whole line.
    var row: Int { if case .cell(let index) = place { index } else { draft.cells.count } }

    /// Goes to a place, or to the end that is next to it; what is typed at the one that it stays at is kept.
    mutating func go(to row: Int) {
        let next = min(max(0, row), draft.cells.count)
        guard next != self.row else { return }
        view.place = next == draft.cells.count ? .raw : .cell(next)
        view.line = nil
    }

    /// Puts back what is held at this place.
    mutating func revert() {
        view.place = place
        switch place {
        case .raw:
            draft.setRaw(detail.raw, context: context, nowMilliseconds: nowMilliseconds)
        case .cell(let index):
            let range = detail.fields.indices.contains(index) ? detail.fields[index].range : nil
            draft.setBytes(
                of: index, to: range.map { Array(detail.raw[$0]) } ?? [], context: context,
                nowMilliseconds: nowMilliseconds)
        }
        keep(nil)
    }

    /// Shows the bytes in another way.
    mutating func toggleHex() { view.isHex.toggle() }

    private mutating func take(_ line: InputLine) {
        // The place is that of the first bad cell until a key is pressed: the key may heal it.
        view.place = place
        let bytes = line.bytes
        guard bytes != self.line.bytes else { return keep(line) }
        switch place {
        case .raw: draft.setRaw(bytes, context: context, nowMilliseconds: nowMilliseconds)
        case .cell(let index):
            draft.setCell(
                index, to: bytes, context: context, nowMilliseconds: nowMilliseconds)
        }
        keep(line)
    }

    private mutating func keep(_ line: InputLine?) {
        view.line = line
        view.draft = draft
    }

    /// What stands at a place.
    private func bytes(at place: EditView.Place) -> [UInt8] {
        switch place {
        case .raw: draft.raw
        case .cell(let index): draft.cells[index].value ?? []
        }
    }
}
