package import SluiceCore

/// The way to the bytes of files that were taken, for judging them anew.
package struct FileContents: Sendable {
    /// How the new judgement of a file ended.
    package enum End: Sendable {
        /// All its chunks were handed over.
        case judged(dataset: Dataset, header: [UInt8])
        /// It is refused as a whole.
        case refused([Finding])
    }

    /// Judges a file and hands its chunks over in file order; `header` stands in for the file's own when it is given.
    ///
    /// The chunk is only lent. Blocks on reading; throws `refused` when the file is nowhere to be found, `io` when it cannot be read.
    package var judge:
        @Sendable (
            _ file: LedgerEntry, _ header: [UInt8]?,
            _ visit: (RecordChunk) throws(StoreError) -> Void
        ) throws(StoreError) -> End

    /// The same content judged by other datasets; nil where that cannot be had.
    package var rebased: (@Sendable (SluiceCore.DatasetCatalog) -> FileContents)?

    /// The same content judged by other datasets.
    func judging(by catalog: SluiceCore.DatasetCatalog) -> FileContents {
        rebased?(catalog) ?? self
    }

    /// Makes a way.
    package init(
        judge:
            @escaping @Sendable (
                LedgerEntry, [UInt8]?, (RecordChunk) throws(StoreError) -> Void
            ) throws(StoreError) -> End
    ) {
        self.judge = judge
    }
}
