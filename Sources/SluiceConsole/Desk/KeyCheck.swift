internal import SluiceCore

/// What the store says about the key of a record that is edited.
enum KeyCheck: Equatable {
    /// Nobody needs to ask: the record is not valid, or its dataset keeps repeated keys.
    case unneeded
    /// The answer is awaited.
    case awaited
    /// No row has the key.
    case free
    /// A row has it, which is of the record at this place.
    case taken(place: String)
    /// It cannot be told; why.
    case unknown(SafeText)

    /// The check of the record in the open editor.
    init(_ session: EditSession, _ state: ConsoleState) {
        guard session.needsStore else {
            self = .unneeded
            return
        }
        let asked = state.requests.asked[.aside(state.screens.count - 1)]
        guard let asked, !asked.isOpen,
            asked.query == EditScreen(view: session.view).asideQuery(state)
        else {
            self = .awaited
            return
        }
        switch state.asideAnswer {
        case .preview(let report):
            guard case .duplicate(_, let place)? = report.outcomes.first?.end else {
                self = .free
                return
            }
            self = .taken(place: place)
        case .failed(let reason): self = .unknown("not known: \(data: reason)")
        default: self = .unknown("not known")
        }
    }

    /// Where the row is that has the key; nil when there is none, as far as is known.
    var place: String? { if case .taken(let place) = self { place } else { nil } }
}
