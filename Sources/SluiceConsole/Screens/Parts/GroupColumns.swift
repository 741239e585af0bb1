internal import SluiceCore

/// The columns of groups of quarantine entries.
enum GroupColumns {
    /// So much of a longer text is enough: the box below has all of it.
    fileprivate static let wholeWidth = 60

    /// The list of some groups; bars are parts of the largest, and give way with the moments before texts are cut.
    static func definition(
        _ grouping: GroupsView.Grouping, of groups: [QuarantineGroup]
    ) -> TableDefinition<QuarantineGroup> {
        let most = groups.map(\.count).max() ?? 0
        let shared = grouping.dimensions.map(column)
        let columns = [count, bar(most)] + shared + rest
        return TableDefinition(columns: columns.map { $0.whole(for: groups) }, key: key)
    }

    /// How a group is known: by what its entries have in common.
    static func key(_ group: QuarantineGroup) -> RowKey {
        let parts = [
            group.key.code?.rawValue, group.key.field, group.key.fileID.map { String($0) },
            group.key.location, group.key.shape,
        ]
        return .name(parts.map { $0 ?? "\u{0}" }.joined(separator: "\u{1}"))
    }

    /// What its entries have in common, such as `RANGE temperature_celsius 99.9`.
    static func title(_ group: QuarantineGroup) -> String {
        let parts = [
            group.key.code?.rawValue, group.key.field,
            group.key.fileID.map { group.fileName ?? "file \($0)" },
            group.key.location.map { $0.isEmpty ? "no location" : "location \($0)" },
            group.key.shape,
        ]
        let named = parts.compactMap { $0 }.filter { !$0.isEmpty }
        return named.isEmpty ? "all" : named.joined(separator: " ")
    }

    private static let count = TableColumn<QuarantineGroup>(
        ColumnLayout("count", "held", width: 6, mostWidth: 8, alignment: .right)
    ) {
        .number(Double($0.count))
    } field: { group, _ in
        .text(NumberText.count(group.count), .levelWarn)
    }

    private static func bar(_ most: Int) -> TableColumn<QuarantineGroup> {
        // In the order of the numbers beside it.
        TableColumn(
            ColumnLayout("share", "", width: 8, drop: 4, givesWay: true, isSortable: false)
        ) {
            .number(Double($0.count))
        } field: { group, _ in
            .bar(most > 0 ? Double(group.count) / Double(most) : 0)
        }
    }

    private static func column(
        _ dimension: QuarantineGroup.Dimension
    ) -> TableColumn<QuarantineGroup> {
        switch dimension {
        case .reason:
            text("reason", "reason", width: 9) { $0.key.code?.rawValue }
        case .field:
            text("field", "field", width: 12, mostWidth: 22) { $0.key.field }
        case .file:
            text("file", "file", width: 16, mostWidth: 40) { group in
                group.fileName ?? group.key.fileID.map { "file \($0)" }
            }
        case .location:
            text("loc", "location", width: 10, mostWidth: 30) { $0.key.location }
        case .shape:
            text("shape", "value shape", width: 11, mostWidth: 26) { $0.key.shape }
        }
    }

    private static let rest: [TableColumn<QuarantineGroup>] = [
        TableColumn(ColumnLayout("example", "example", width: 10, mostWidth: 24, drop: 3)) {
            .bytes($0.exampleValue)
        } field: { group, _ in
            .text(ValueText.shown(group.exampleValue))
        },
        moment("first", "first held", drop: 6) { $0.firstMicroseconds },
        moment("last", "last held", drop: 5) { $0.lastMicroseconds },
        text("hint", "hint", width: 24, mostWidth: 200, drop: 2) { group in
            switch group.examination {
            case .done, .trying: group.suggestion?.text
            case .awaited: "…"
            case .left: "not worked out"
            }
        },
    ]

    private static func text(
        _ id: String, _ title: SafeText, width: Int, mostWidth: Int? = nil, drop: Int = 0,
        _ value: @escaping @Sendable (QuarantineGroup) -> String?
    ) -> TableColumn<QuarantineGroup> {
        let layout = ColumnLayout(id, title, width: width, mostWidth: mostWidth, drop: drop)
        return TableColumn(layout) {
            value($0).map { .text($0) } ?? .none
        } field: { group, _ in
            let text = value(group) ?? ""
            return .text(text.isEmpty ? "-" : Sanitiser.safe(text, limit: 256))
        }
    }

    private static func moment(
        _ id: String, _ title: SafeText, drop: Int,
        _ value: @escaping @Sendable (QuarantineGroup) -> Int64?
    ) -> TableColumn<QuarantineGroup> {
        TableColumn(ColumnLayout(id, title, width: 19, drop: drop, givesWay: true)) {
            value($0).map { .moment($0) } ?? .none
        } field: { group, state in
            .text(value(group).map { ClockText.full($0, zone: state.zone) } ?? "-")
        }
    }
}

extension TableColumn<QuarantineGroup> {
    /// The column in which the texts of some groups are whole, as far as it may grow.
    fileprivate func whole(for groups: [QuarantineGroup]) -> TableColumn {
        let longest = groups.map { group in
            if case .text(let text) = value(group) { text.unicodeScalars.count } else { 0 }
        }.max()
        let width = min(GroupColumns.wholeWidth, longest ?? 0)
        return TableColumn(layout.whole(in: width), value: value, field: field)
    }
}
