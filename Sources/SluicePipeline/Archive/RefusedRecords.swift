internal import SluiceCore
internal import SluiceSystem

/// Judges a file that `strict` mode refused once more, to tell every finding in its error file.
///
/// Nothing of a refused file is kept in the database, so the file itself is the source; memory is bounded as when it was taken.
struct RefusedRecords {
    let system: System
    let settings: FileTaker.Settings

    /// Hands the held records over, chunk by chunk, in file order.
    func pages(
        of file: FileDescriptor, name: [UInt8], _ visit: ([HeldRecord]) throws -> Void
    ) throws {
        let judge = FileJudge(
            catalog: settings.catalog, fileName: name, limits: settings.limits,
            nowMilliseconds: system.realtimeMicroseconds() / 1000)
        let pool = ChunkPool(size: 1)
        let size = try system.information(of: file).identity.size
        var judging = FileJudging(system: system, file: file, size: size, judge: judge, pool: pool)
        defer { judging.stop() }
        while true {
            switch try judging.next() {
            case .read: continue
            case .chunk(let chunk):
                defer { pool.give(back: chunk) }
                try visit(chunk.held)
            case .rejected, .finished: return
            }
        }
    }
}
