/// Blocks that a lane uses for one file after the other: making one costs as much as judging 500 records, for the kernel
/// has to clear its memory.
///
/// A class, because the readings of a lane share it; confined to the lane's queue.
package final class BlockStock {
    /// Most blocks that are kept: those under way at once, and the one that is being filled.
    private static let limit = FileJudging.blocksAhead + 1

    private var blocks: [JudgeBlock] = []

    /// An empty stock.
    package init() {}

    /// A block of ``FileJudging/blockBytes`` as good as new; nil when there is none.
    func take() -> JudgeBlock? { blocks.popLast() }

    /// Takes blocks that nobody uses any more; those that had to grow are let go.
    func give(back used: [JudgeBlock]) {
        for block in used where blocks.count < Self.limit {
            guard block.buffer.count == FileJudging.blockBytes else { continue }
            block.filled = 0
            block.judge = nil
            block.chunk = nil
            blocks.append(block)
        }
    }
}
