package import SluiceCore

/// What an operation of the quarantine desk would be done to where the operator looks.
package struct DeskTarget: Sendable {
    /// The entries; nil where there are none, such as at a file of which nothing is held.
    package var selection: EntrySelection?
    /// One of them, on which a repair is tried while it is typed; nil when none is at hand.
    package var sample: Int64?
    /// What they are called: `record 118`, `37 marked records`, a group.
    package var scope = ""
    /// The file that can be taken again; nil when it is not one file.
    package var fileID: Int64?
    /// The name of that file.
    package var fileName = ""
    /// The field that is most likely to be repaired; nil when none is.
    package var field: String?
    /// The repairs that the suggestion shown stands for; empty when there is none.
    package var suggested: [FieldRepair] = []
    /// Why there is no suggestion where one could be: it is being worked out, or never is; nil when it was looked for.
    package var whyNoSuggestion: SafeText?
    /// True when it is one file that was rejected as a whole, which has no records.
    package var isWholeFile = false
    /// True when the entries are files that were rejected for their header.
    package var isRejectedFile = false
    /// The columns of theirs that are most likely fields.
    package var renames: [ColumnRename] = []
    /// The column that the cursor is on.
    package var column: String?

    /// Why nothing can be done to it; nil when something can.
    package var refusal: SafeText?

    /// Nothing yet.
    package init() {}

    /// The marked rows of a list of entries, or the row of the cursor; `all` is what the list shows as a whole.
    package init?(
        _ list: ListState, rows: [QuarantinePage.Row], all: QuarantineQuery, called title: String
    ) {
        let chosen = rows.first { .id($0.id) == list.selection }
        let marks = list.marks.compactMap { key in
            if case .id(let id) = key { id } else { nil }
        }.sorted()
        if list.marksAll {
            selection = .matching(all)
            scope = title
        } else if !marks.isEmpty {
            selection = .entries(marks)
            scope = marks.count == 1 ? "record \(marks[0])" : "\(marks.count) marked records"
        } else if let chosen {
            selection = .entries([chosen.id])
            isWholeFile = chosen.line == nil
            isRejectedFile = isWholeFile && chosen.finding.code == .header
            scope = "record \(chosen.id) \(chosen.place)"
        } else {
            return nil
        }
        sample = marks.first ?? chosen?.id
        fileID = chosen?.fileID
        fileName = chosen?.fileName ?? ""
        field = chosen?.finding.columnName
    }

    /// A file of the ledger with all that is held of it, or the file itself where it was refused; nil for one that is not in
    /// the ledger yet.
    package init?(_ file: FileSummary) {
        guard let id = file.id else { return nil }
        fileID = id
        fileName = file.name
        var all = QuarantineQuery()
        all.fileID = id
        if case .rejected(let code) = file.phase {
            selection = .matching(all)
            isWholeFile = true
            isRejectedFile = code == .header
            scope = file.name
        } else if file.held > 0 {
            selection = .matching(all)
            scope = "all \(file.held) held of \(file.name)"
        }
    }

    /// Takes over what the suggestion of a shown record stands for; nothing when there is none.
    package mutating func adopt(_ suggestion: Suggestion?) {
        suggested = suggestion?.repairs ?? []
        renames = suggestion?.renames ?? []
        if let suggestion, suggested.isEmpty, renames.isEmpty, !suggestion.text.isEmpty {
            whyNoSuggestion = "this hint names no repair: E tries one"
        }
    }

    /// Why there is no record to edit; nil when there is one.
    package var whyNoRecord: SafeText? {
        if isRejectedFile && isWholeFile {
            return "a rejected file has no records: E names its columns"
        }
        return whyNothingToRepair ?? (entry == nil ? "one record at a time is edited" : nil)
    }

    /// Why no repair of a field is possible; nil when one may be.
    package var whyNothingToRepair: SafeText? {
        isWholeFile && !isRejectedFile
            ? "a rejected file has no records: deliver it again, corrected" : nil
    }

    /// The one entry it is; nil when it is more than one, or a selection that must be looked up.
    package var entry: Int64? {
        guard case .entries(let ids)? = selection, ids.count == 1 else { return nil }
        return ids[0]
    }
}

extension QuarantinePage.Row {
    /// Where it is from, such as `sensor.csv:31`.
    package var place: String { line.map { "\(fileName):\($0)" } ?? fileName }
}
