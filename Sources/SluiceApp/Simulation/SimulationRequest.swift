internal import SluiceCore
package import SluicePipeline

/// What a command line asks of a simulation.
package struct SimulationRequest: Sendable {
    /// What is made.
    package private(set) var plan: SimulationPlan
    /// Nanoseconds between two files; nil when all are delivered at once.
    package let interval: Double?

    /// Largest number of files that are delivered at once.
    private static let fileLimit = 1_000_000
    /// Files of a simulation that goes on until it is stopped.
    private static let endless = 1_000_000_000
    /// Largest number of records of a file.
    private static let rowLimit = 10_000_000

    /// Reads the options; `freeSeed` is the seed when none was given. Throws `usage`.
    package init(_ invocation: Invocation, freeSeed: UInt64) throws(CommandFailure) {
        interval = try Self.interval(invocation)
        plan = SimulationPlan(seed: try Self.seed(invocation) ?? freeSeed)
        let isEndless = interval != nil && !invocation.has(.dryRun)
        plan.files =
            try Self.count(.fileCount, invocation, atMost: Self.fileLimit)
            ?? (isEndless ? Self.endless : plan.files)
        plan.rows =
            try Self.count(.rowCount, invocation, atMost: Self.rowLimit) ?? plan.rows
        plan.faults = try Self.shares(invocation, .corrupt, standard: "2%") { name in
            SimulatedFault.allCases.filter {
                $0.rawValue == name || $0.code.rawValue == name.uppercased()
            }
        }
        plan.oddities = try Self.shares(invocation, .odd, standard: "1%") { name in
            SimulatedOddity.allCases.filter { $0.rawValue == name }
        }
        let copies = try invocation.text(.copies) ?? "1%"
        guard let share = Self.partsPerMillion(copies) else {
            throw CommandFailure(
                .usage, "\(CommandOption.copies.usage): not a percentage: \(copies)")
        }
        plan.copiesPartsPerMillion = share
        try checkShares()
    }

    private func checkShares() throws(CommandFailure) {
        let sum =
            plan.faults.reduce(0) { $0 + $1.partsPerMillion }
            + plan.oddities.reduce(0) { $0 + $1.partsPerMillion }
        guard sum <= 1_000_000 else {
            throw CommandFailure(.usage, "--corrupt and --odd together are more than 100%")
        }
        let limit = JudgeLimits().heldRecords
        guard plan.mostFaultsOfAFile <= limit else {
            throw CommandFailure(
                .usage, "a file with more than \(limit) faulty records is refused as a whole",
                hint: "lower --rows or --corrupt")
        }
    }

    private static func count(
        _ option: CommandOption, _ invocation: Invocation, atMost limit: Int
    ) throws(CommandFailure) -> Int? {
        guard let count = try invocation.count(option) else { return nil }
        guard (1...limit).contains(count) else {
            throw CommandFailure(.usage, "\(option.usage): from 1 to \(limit)")
        }
        return count
    }

    private static func seed(_ invocation: Invocation) throws(CommandFailure) -> UInt64? {
        guard let text = try invocation.text(.seed) else { return nil }
        guard let seed = UInt64(text) else {
            throw CommandFailure(
                .usage, "\(CommandOption.seed.usage): a whole number from 0 to \(UInt64.max)")
        }
        return seed
    }

    /// `5`, `5/s`, `0.2/s`, `30/min`.
    private static func interval(_ invocation: Invocation) throws(CommandFailure) -> Double? {
        guard let text = try invocation.text(.rate) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let unit = parts.count > 1 ? String(parts[1]) : "s"
        guard parts.count <= 2, let seconds = ["s": 1.0, "min": 60.0][unit],
            let number = decimal(String(parts[0])), (0.001...1_000_000).contains(number)
        else {
            throw CommandFailure(.usage, "\(CommandOption.rate.usage): such as 5/s or 30/min")
        }
        return seconds * 1e9 / number
    }

    /// A list of shares: each a percentage, of all kinds or of those that a name stands for.
    private static func shares<Kind>(
        _ invocation: Invocation, _ option: CommandOption, standard: String,
        kinds: (String) -> [Kind]
    ) throws(CommandFailure) -> [SimulationShare<Kind>]
    where Kind: CaseIterable & RawRepresentable<String> & Sendable & Hashable {
        var shares: [SimulationShare<Kind>] = []
        let text = try invocation.text(option) ?? standard
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = sides.count > 1 ? String(sides[0]) : nil
            let chosen = name.map(kinds) ?? Array(Kind.allCases)
            if let name, chosen.isEmpty {
                let known = Kind.allCases.map(\.rawValue)
                throw CommandFailure(
                    .usage, "\(option.name): unknown kind \(name)",
                    hint: NearestName.of(name, among: known).map { "did you mean \($0)?" }
                        ?? "one of: \(known.joined(separator: ", "))")
            }
            guard let share = partsPerMillion(String(sides[sides.count - 1])) else {
                throw CommandFailure(
                    .usage, "\(option.usage): not a percentage from 0 to 100: \(part)")
            }
            shares.append(SimulationShare(partsPerMillion: share, kinds: chosen))
        }
        return shares
    }

    private static func partsPerMillion(_ text: String) -> Int? {
        let number = text.hasSuffix("%") ? String(text.dropLast()) : text
        guard let percent = decimal(number), percent <= 100 else { return nil }
        return Int((percent * 10_000).rounded())
    }

    /// A number of digits and at most one point.
    private static func decimal(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
        return Double(text)
    }
}

extension CommandOption {
    /// Files by time.
    package static let rate = CommandOption(
        "--rate", value: "N/s", "deliver N files a second (or N/min), until --files or Ctrl-C")
    /// Number of simulated files.
    package static let fileCount = CommandOption(
        "--files", value: "N", "how many files (default 10; with --rate: no end)")
    /// Records of a simulated file.
    package static let rowCount = CommandOption(
        "--rows", value: "N", "records of a file (default 1000)")
    /// Share of faulty records.
    package static let corrupt = CommandOption(
        "--corrupt", value: "P%", "share of records with a fault (default 2%)")
    /// Share of unusual, correct records.
    package static let odd = CommandOption(
        "--odd", value: "P%", "share of good records in an unusual spelling (default 1%)")
    /// Share of files that come twice.
    package static let copies = CommandOption(
        "--duplicates", value: "P%",
        "share of files that come again under another name, on top of N (default 1%)")
    /// Where random numbers start.
    package static let seed = CommandOption(
        "--seed", value: "N", "what everything random follows from (default: another one each time)"
    )
}
