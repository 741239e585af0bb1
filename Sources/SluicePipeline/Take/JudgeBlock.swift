internal import Dispatch
internal import Synchronization

internal import SluiceCore

/// A block of whole records, its judge and its chunk: what one worker judges at once.
///
/// A class, because it is a buffer that is filled, judged and filled again. The reading that owns it fills it and offers
/// it; whoever claims it first, a helper or the reading itself, judges it; then it belongs to the reading again.
final class JudgeBlock: @unchecked Sendable {  // of the claimant from claim() to the end of judge()
    /// Bytes of the file; those of the block are the range ``part``.
    var buffer: [UInt8]
    /// How many bytes of the buffer are filled.
    var filled = 0
    /// The bytes of the block.
    var whole = 0..<0
    /// Where the block starts in the file.
    var place = RecordPlace()
    /// True when the block may end inside a record: nobody can tell where the next one starts before this one is judged.
    var isOpen = false
    /// True when nothing follows the block, or nothing that its records depend on.
    var isFinal = true
    /// True when the judge has started from the counts of everything before the block.
    var countsAll = false
    /// The judge; nil before the first use.
    var judge: FileJudge?
    /// What the records go into; nil when the block, or the rest of it, must be judged by its owner.
    var chunk: RecordChunk?
    /// The bytes that are not judged yet.
    private(set) var rest = 0..<0
    /// How far the judge came.
    private(set) var progress = FileJudge.Progress.needsInput
    private let isClaimed = Atomic<Bool>(true)
    private let isDone = DispatchSemaphore(value: 0)

    /// A block with room for some bytes.
    init(bytes: Int) { buffer = [UInt8](repeating: 0, count: bytes) }

    /// Starts anew: none of the bytes is judged, the judge stands at the block's place.
    func rewind(counts: JudgeCounts? = nil) {
        rest = whole
        countsAll = counts != nil
        judge?.move(to: place, counts: counts ?? JudgeCounts())
    }

    /// Gives the block bytes of its buffer, judged by a judge that stands where they begin.
    func begin(_ bytes: Range<Int>, at place: RecordPlace, chunk: RecordChunk) {
        whole = bytes
        rest = bytes
        self.place = place
        self.chunk = chunk
    }

    /// Lets a helper of the queue judge the block, or the owner if it comes first. Does not block.
    func offer(to queue: DispatchQueue?) {
        isClaimed.store(false, ordering: .releasing)
        queue?.async { @Sendable [self] in
            guard claim() else { return }
            run()
            isDone.signal()
        }
    }

    /// Judges the block unless a helper does or did; returns when it is judged.
    func finish() {
        if claim() { run() } else { isDone.wait() }
    }

    /// Takes the offer back, or waits until the helper that judges the block has ended.
    func withdraw() {
        if !claim() { isDone.wait() }
    }

    /// Judges the rest until the chunk is full; only for the claimant.
    func run() {
        guard var judge, let chunk else { return }
        self.judge = nil  // moved out and back, so that its buffers are not copied
        let step = Self.judge(&judge, buffer, rest, isFinal: isFinal, into: chunk)
        rest = rest.lowerBound + step.consumed..<rest.upperBound
        progress = step.progress
        self.judge = judge
    }

    /// A span of the buffer may not live while `self` is changed, so the two come as arguments.
    static func judge(
        _ judge: inout FileJudge, _ buffer: borrowing [UInt8], _ range: Range<Int>, isFinal: Bool,
        into chunk: RecordChunk
    ) -> FileJudge.Step {
        judge.read(buffer.span.extracting(range), isFinal: isFinal, into: chunk)
    }

    private func claim() -> Bool { !isClaimed.exchange(true, ordering: .acquiringAndReleasing) }
}
