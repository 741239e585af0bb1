package import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// What a console works with: pictures and commands over a link, pages from the database.
package struct ConsoleParts: Sendable {
    /// The way to the owner.
    package let link: any StationLink
    /// The way to the database.
    package let answers: StationAnswers

    /// Makes parts.
    package init(link: any StationLink, answers: StationAnswers) {
        self.link = link
        self.answers = answers
    }

    /// The parts of a console that attaches to the running instance of a station; nil when none listens.
    ///
    /// The link connects again by itself; end it with ``ControlClient/stop()``.
    package static func attached(
        _ session: StationSession, _ context: CommandContext, isReadOnly: Bool
    ) throws(CommandFailure) -> ConsoleParts? {
        let system = context.system
        let client = ControlClient(socket: session.control, system: system)
        do {
            guard try session.control.connect() != nil else { return nil }
        } catch {
            throw CommandFailure(error)
        }
        client.start()
        return ConsoleParts(
            link: isReadOnly ? ReadOnlyLink(client) : client,
            answers: try answers(of: session))
    }

    /// The way to a station's database.
    package static func answers(
        of session: StationSession
    ) throws(CommandFailure) -> StationAnswers {
        let (store, datasets) = (session.store, session.datasets)
        return StationAnswers(
            datasets: try session.datasets.read(), context: session.operationContext,
            reload: { try datasets.read() }
        ) { try store.reader() }
    }
}

/// A link that refuses every command, for those who only watch.
package struct ReadOnlyLink: StationLink {
    private let link: any StationLink

    /// Watches over another link.
    package init(_ link: any StationLink) {
        self.link = link
    }

    package var newest: StationSnapshot {
        var picture = link.newest
        picture.access = .readOnly
        return picture
    }

    package func observe(_ body: @escaping @Sendable () -> Void) -> Int { link.observe(body) }

    package func forget(_ observer: Int) { link.forget(observer) }

    package func checkOwner() { link.checkOwner() }

    package func perform(
        _ command: StationCommand, completion: @escaping @Sendable (StationReply) -> Void
    ) {
        completion(.refused("this console only watches: it was started with --read-only"))
    }
}
