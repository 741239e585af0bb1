/// A reader of foreign bytes and what must be true of it whatever the bytes are.
///
/// libFuzzer makes inputs for it (`Tests/Fuzz/fuzz`); the test suite gives it those that were kept.
struct FuzzTarget: Sendable {
    /// Its name: what FUZZ_TARGET says, and the file of its kept inputs.
    let name: String
    /// Has bytes read; says what is wrong, nil when nothing is. Ends the process where the reader would.
    let fault: @Sendable ([UInt8]) -> String?

    /// All targets. A new one is a line here and in the list of the script.
    static let catalog: [FuzzTarget] = [.csv, .time, .number, .filter, .dataset]
}
