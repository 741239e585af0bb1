internal import SluiceCore

/// Repairs of records while they are typed, or which columns of rejected files are which fields: tried on one entry with every key.
struct RepairTrial {
    /// What is typed.
    private let text: String
    /// True where columns are named.
    private let namesColumns: Bool
    /// The entry; nil where there is none.
    private let sample: Int64?

    /// A trial on an entry.
    init(_ text: String, on sample: Int64?, namesColumns: Bool) {
        self.text = text
        self.sample = sample
        self.namesColumns = namesColumns
    }

    /// A trial on an entry of those that something is to be done to.
    init(_ text: String, for target: DeskTarget) {
        self.init(text, on: target.sample, namesColumns: target.isRejectedFile)
    }

    /// The operation that the store tries; nil where there is no entry, or what is typed cannot be read.
    var operation: OperationTrial? {
        guard let sample, let operation = try? operation(on: sample) else { return nil }
        return OperationTrial(operation: operation)
    }

    /// What is wrong with what is typed, or what the store says of it; nil while nothing is known.
    func words(_ state: ConsoleState) -> (text: SafeText, role: StyleRole)? {
        if let fault { return (fault, .footerText) }
        return operation?.words(state)
    }

    /// What is typed, as an operation on one entry; throws what is wrong with it.
    private func operation(
        on entry: Int64
    ) throws(RepairText.Problem) -> QuarantineOperation {
        namesColumns
            ? .renameColumns(.entries([entry]), try RepairText.renames(text).get())
            : .repair(.entries([entry]), try RepairText.repairs(text).get())
    }

    /// Why what is typed cannot be read; nil where it can, and while nothing is typed behind the field that stood there.
    private var fault: SafeText? {
        guard text.drop(while: { $0 != "=" }).dropFirst().contains(where: { $0 != " " })
        else { return nil }
        do throws(RepairText.Problem) {
            _ = try operation(on: 0)
            return nil
        } catch {
            return error.message
        }
    }
}
