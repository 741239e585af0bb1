internal import Dispatch
internal import Synchronization

package import SluiceCore

/// A bounded stock of chunks: what limits the memory between the parse workers and the writer.
///
/// A worker waits in ``take(for:)`` while all chunks are under way; the writer gives each back when its rows are written.
package final class ChunkPool: Sendable {
    private let free = Mutex<[RecordChunk]>([])
    private let available: DispatchSemaphore

    /// A stock of `size` chunks, made on first use; each holds up to some 2 MiB once it was full.
    package init(size: Int) {
        available = DispatchSemaphore(value: size)
    }

    /// A chunk whose schema is not known yet; the judge empties it when it has read the header. Blocks
    /// the calling worker while there is none; never called on a serial queue.
    package func take() -> RecordChunk {
        available.wait()
        return stocked()
    }

    /// A chunk of those that are free at once; nil when none is. Does not block.
    package func takeIfFree(for schema: RowSchema) -> RecordChunk? {
        guard available.wait(timeout: .now()) == .success else { return nil }
        let chunk = stocked()
        chunk.reset(for: schema)
        return chunk
    }

    private func stocked() -> RecordChunk {
        let used = free.withLock { $0.popLast() }
        guard let chunk = used else { return RecordChunk(schema: Self.unknown) }
        chunk.reset(for: chunk.schema)
        return chunk
    }

    private static let unknown = RowSchema(dataset: "", columns: [])

    /// An empty chunk for rows of a schema. Blocks the calling worker while there is none; never called on a serial queue.
    package func take(for schema: RowSchema) -> RecordChunk {
        let chunk = take()
        chunk.reset(for: schema)
        return chunk
    }

    /// Gives a chunk back; its owner must not touch it any more.
    package func give(back chunk: RecordChunk) {
        free.withLock { $0.append(chunk) }
        available.signal()
    }
}
