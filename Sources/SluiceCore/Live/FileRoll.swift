/// The files of the ledger that were entered last, as the console lists them.
package struct FileRoll: Sendable, Equatable {
    /// How many files are kept.
    package static let limit = 200

    /// Oldest first.
    private var entered: [FileSummary] = []

    /// Files as the ledger has them, newest first.
    package init(_ newestFirst: [FileSummary] = []) {
        entered = newestFirst.prefix(Self.limit).reversed()
    }

    /// A file was entered into the ledger.
    package mutating func add(_ file: FileSummary) {
        entered.append(file)
        // Dropped by hundreds: a removal at the front moves all that follow.
        if entered.count >= Self.limit + 100 { entered.removeFirst(entered.count - Self.limit) }
    }

    /// A file of the ledger has other counts now; one that is not listed any more is passed over.
    package mutating func update(_ file: FileSummary) {
        guard let index = entered.lastIndex(where: { $0.id == file.id && file.id != nil }) else {
            return
        }
        var file = file
        (file.milliseconds, file.stages) = (entered[index].milliseconds, entered[index].stages)
        entered[index] = file
    }

    /// Running and waiting files of a picture, then those of the ledger, newest first.
    package func list(with pipeline: PipelineSnapshot, name: ([UInt8]) -> String) -> [FileSummary] {
        let running = pipeline.running.map { file in
            var summary = FileSummary(
                id: nil, name: name(file.name), phase: .running(readBytes: file.readBytes),
                sizeBytes: file.sizeBytes, arrivedMicroseconds: file.arrivedMicroseconds)
            summary.records = file.records
            summary.held = file.held
            summary.milliseconds = Int(file.spentNanoseconds / 1_000_000)
            return summary
        }
        let waiting = pipeline.waiting.map { file in
            FileSummary(
                id: nil, name: name(file.name), phase: file.isRetried ? .retrying : .arriving,
                sizeBytes: file.sizeBytes, arrivedMicroseconds: file.arrivedMicroseconds)
        }
        return running + waiting + entered.suffix(Self.limit).reversed()
    }
}
