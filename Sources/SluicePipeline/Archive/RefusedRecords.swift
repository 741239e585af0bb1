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
        var judge = FileJudge(
            catalog: settings.catalog, fileName: name, limits: settings.limits,
            nowMilliseconds: system.realtimeMicroseconds() / 1000)
        let chunk = RecordChunk(schema: settings.catalog.fallback.schema)
        var buffer = [UInt8](repeating: 0, count: FileTaker.blockBytes)
        var filled = 0
        var isFinal = false
        while !isFinal {
            if filled == buffer.count {
                buffer.append(contentsOf: repeatElement(0, count: FileTaker.blockBytes))
            }
            let count = try system.read(file, into: &buffer, at: filled)
            isFinal = count == 0
            filled += count
            var consumed = 0
            reading: while true {
                let step = judge.read(
                    buffer.span.extracting(consumed..<filled), isFinal: isFinal, into: chunk)
                consumed += step.consumed
                switch step.progress {
                case .headerRead: continue
                case .chunkFull:
                    try visit(chunk.held)
                    chunk.reset(for: chunk.schema)
                case .needsInput: break reading
                case .finished, .rejected:
                    return try visit(chunk.held)
                }
            }
            buffer.replaceSubrange(0..<(filled - consumed), with: buffer[consumed..<filled])
            filled -= consumed
        }
    }
}
