/// How many bytes of unfinished lines all connections of an owner may keep together; confined to the queue of the server.
///
/// One long request fits; thirty-two half ones would be two gigabytes.
final class InputBudget {
    /// The last line to a connection that wants more than there is.
    let refusal: [UInt8]
    private let limit: Int
    private var used = 0

    /// A budget of so many bytes.
    init(limit: Int, refusal: [UInt8]) {
        self.limit = limit
        self.refusal = refusal
    }

    /// A connection keeps `now` bytes instead of `before`; false when that is more than there is. Less is always granted.
    func take(_ now: Int, insteadOf before: Int) -> Bool {
        used += now - before
        return now <= before || used <= limit
    }
}
