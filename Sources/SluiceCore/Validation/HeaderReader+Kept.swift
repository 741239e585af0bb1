extension HeaderReader {
    /// Why a header does not bind.
    struct Refusal: Error {
        let findings: [Finding]
    }

    /// Binds a header that was kept, as ``FileJudge/header`` gave it, to the dataset of its file.
    static func bind(
        _ header: [UInt8], to dataset: Dataset, fileName: [UInt8], limits: JudgeLimits,
        nowMilliseconds: Int64?
    ) throws(Refusal) -> Found {
        var reader = HeaderReader(
            catalog: DatasetCatalog([], fallback: dataset), fileName: fileName, limits: limits,
            nowMilliseconds: nowMilliseconds)
        switch reader.read(header.span, isFinal: true) {
        case .found(let found): return found
        case .refused(let findings, _): throw Refusal(findings: findings)
        case .needsInput:
            let finding = Finding(.header, rule: "header", message: "the header is not complete")
            throw Refusal(findings: [finding])
        }
    }
}
