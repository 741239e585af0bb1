internal import SluiceCore
@testable internal import SluiceStore

extension DeskFixture {
    /// An archive that holds a text for each file.
    func archive(_ texts: [Int64: [String]]) -> FileContents {
        let catalog = catalog
        return FileContents { (entry, header, visit) throws(StoreError) in
            guard let records = texts[entry.id] else {
                throw StoreError(.refused, "nothing is left of it")
            }
            var judge = FileJudge(catalog: catalog, fileName: entry.file.name)
            let first = header.map { String(decoding: $0, as: UTF8.self) } ?? records[0]
            let bytes = Array(([first] + records.dropFirst()).joined(separator: "\n").utf8)
            let chunk = RecordChunk(schema: catalog.fallback.schema)
            var offset = 0
            while true {
                let step = judge.read(
                    bytes.span.extracting(offset..<bytes.count), isFinal: true, into: chunk)
                offset += step.consumed
                switch step.progress {
                case .rejected(let findings): return .refused(findings)
                case .headerRead: continue
                case .chunkFull, .needsInput, .finished:
                    try visit(chunk)
                    guard let dataset = judge.dataset else { return .refused([]) }
                    return .judged(dataset: dataset, header: judge.header)
                }
            }
        }
    }
}
