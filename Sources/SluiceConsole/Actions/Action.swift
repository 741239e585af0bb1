package import SluiceCore

/// One thing an operator can do: its keys, its words, where it applies and what it does, all in one place.
///
/// Help, footer and palette are derived from these entries.
package struct Action: Sendable {
    /// Under which heading help lists it.
    package enum Section: String, Sendable, CaseIterable {
        /// Where the cursor goes.
        case move = "Move"
        /// What is looked for and how it is ordered.
        case find = "Find"
        /// What is done with rows.
        case act = "Act"
        /// How the screen looks.
        case screen = "Screen"
        /// The program as a whole.
        case program = "Program"
    }

    /// An argument the palette asks for.
    package struct Argument: Sendable {
        /// What it is called.
        package let name: SafeText
        /// What can be chosen; empty when anything may be typed.
        package let choices: @Sendable (ConsoleState) -> [String]
        /// Why a text is none; nil when it is one.
        package let check: @Sendable (String, ConsoleState) -> SafeText?
        /// What the store tries while a text is typed that has passed the check; nil where that is nothing.
        let trial: @Sendable (String, ConsoleState) -> OperationTrial?

        /// Makes an argument.
        init(
            _ name: SafeText, choices: @escaping @Sendable (ConsoleState) -> [String] = { _ in [] },
            check: @escaping @Sendable (String, ConsoleState) -> SafeText? = { _, _ in nil },
            trial: @escaping @Sendable (String, ConsoleState) -> OperationTrial? = { _, _ in nil }
        ) {
            self.name = name
            self.choices = choices
            self.check = check
            self.trial = trial
        }
    }

    /// Where an action makes sense: all of what its words mean. That there is nothing to act on there is why it is disabled.
    package struct Place: Sendable {
        /// The place in words that go with `only`, such as `in the log`; empty when that is everywhere.
        package let words: SafeText
        /// The words of the place that it is a part of; nil where it is part of none.
        package let whole: SafeText?
        /// True there.
        package let holds: @Sendable (ConsoleState) -> Bool

        /// Everywhere.
        package static let everywhere = Place(words: "", whole: nil) { _ in true }

        /// A place, in words that go with `only`.
        package static func only(
            _ words: SafeText, _ holds: @escaping @Sendable (ConsoleState) -> Bool
        ) -> Place {
            Place(words: words, whole: nil, holds: holds)
        }

        /// A part of this place, which is not named where all of it is.
        package func part(
            _ words: SafeText, _ holds: @escaping @Sendable (ConsoleState) -> Bool
        ) -> Place {
            let whole = self
            return Place(words: words, whole: self.words) { whole.holds($0) && holds($0) }
        }
    }

    /// Its name in the palette and in the configuration of keys: `[a-z-]+`.
    package let id: String
    /// Its keys as they are unless configured otherwise, see ``KeyStroke/init(_:)``.
    package let keys: [String]
    /// What it does in two or three words, for the footer.
    package let hint: SafeText
    /// What it does, for help and the palette.
    package let help: SafeText
    /// Where help lists it.
    package let section: Section
    /// From this place in the footer on, actions stand at its end and are never left out.
    package static let keptInFooter = 90

    /// Its place in the footer, the smallest first; nil when it is never there.
    package let footer: Int?
    /// True where the footer has it among those that can be done; its keys say why elsewhere.
    package let isOffered: @Sendable (ConsoleState) -> Bool
    /// True when its keys work while something lies over the screen, too.
    package let worksUnderOverlays: Bool
    /// True when its keys work where there is room for counters only, too.
    package let worksUnseen: Bool
    /// What the palette asks for.
    package let arguments: [Argument]
    /// Where it makes sense; its keys are free for others elsewhere.
    package let place: Place
    /// Why it cannot be done now, for the operator; nil when it can.
    package let whyDisabled: @Sendable (ConsoleState) -> SafeText?
    /// Does it, with the palette's arguments or none.
    package let perform: @Sendable (inout ConsoleState, [String]) -> [Effect]

    /// Makes an action; it applies everywhere and always unless said otherwise.
    package init(
        _ id: String, keys: [String], hint: SafeText, help: SafeText, section: Section,
        footer: Int? = nil,
        offered isOffered: @escaping @Sendable (ConsoleState) -> Bool = { _ in true },
        worksUnderOverlays: Bool = false, worksUnseen: Bool = false, arguments: [Argument] = [],
        applies: Place = .everywhere,
        whyDisabled: @escaping @Sendable (ConsoleState) -> SafeText? = { _ in nil },
        perform: @escaping @Sendable (inout ConsoleState, [String]) -> [Effect]
    ) {
        self.id = id
        self.keys = keys
        self.hint = hint
        self.help = help
        self.section = section
        self.footer = footer
        self.isOffered = isOffered
        self.worksUnderOverlays = worksUnderOverlays
        self.worksUnseen = worksUnseen
        self.arguments = arguments
        place = applies
        self.whyDisabled = whyDisabled
        self.perform = perform
    }

    /// True where it makes sense.
    package func applies(_ state: ConsoleState) -> Bool { place.holds(state) }

    /// Why it cannot be done here and now, for the operator; nil when it can.
    package func refusal(_ state: ConsoleState) -> SafeText? {
        applies(state) ? whyDisabled(state) : "only \(place.words)"
    }
}
