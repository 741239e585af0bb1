/// What waits to be sent to one client: answers in order, and at most one picture, always the newest.
///
/// A client that does not read holds nothing up: pictures replace each other, and when the answers it asked for fill
/// the box it is given up.
package struct Outbox: Sendable {
    /// Most bytes of answers that may wait for a client.
    package static let answerBytes = 8 << 20

    private let limit: Int
    private var bytes: [UInt8] = []
    private var sent = 0
    /// True when there is a newer picture than the one sent last.
    package private(set) var wantsPicture = false

    /// Nothing waits; `limit` is the most bytes of answers, or of requests, that may.
    package init(limit: Int = answerBytes) { self.limit = limit }

    /// Bytes that wait.
    package var count: Int { bytes.count - sent }

    /// True when the next picture can be put in: nothing is in front of it.
    package var takesPicture: Bool { wantsPicture && count == 0 }

    /// Notes that there is a newer picture.
    package mutating func pictureChanged() { wantsPicture = true }

    /// Puts the newest picture in.
    package mutating func add(picture line: [UInt8]) {
        wantsPicture = false
        append(line)
    }

    /// Puts an answer in; false when the box is full.
    package mutating func add(answer line: [UInt8]) -> Bool {
        guard count + line.count <= limit else { return false }
        append(line)
        return true
    }

    /// Hands what waits to `send`, which answers how many bytes it took, until that is none or nothing is left.
    package mutating func flush<Failure: Error>(
        _ send: (ArraySlice<UInt8>) throws(Failure) -> Int
    ) throws(Failure) {
        while sent < bytes.count {
            let count = try send(bytes[sent...])
            if count == 0 { break }
            sent += count
        }
        if sent == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20)
            sent = 0
        }
    }

    private mutating func append(_ line: [UInt8]) {
        bytes += line
        bytes.append(UInt8(ascii: "\n"))
    }
}
