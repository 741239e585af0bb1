package import SluiceCore
internal import SluiceStore
internal import SluiceSystem

/// One check of a station: it looks and tells, and changes nothing.
///
/// Each lives in a file of its own and counts once the catalog lists it; those of the database come from `StoreCheck`.
package struct StationCheck: Sendable {
    /// Does it; adds what is wrong to the list.
    package typealias Body = @Sendable (CheckedStation, inout DefectList) throws -> Void

    /// What came of a check.
    package enum Result: Sendable {
        /// It was made; the list is empty when all is well.
        case made(DefectList)
        /// It needs a database that can be read, and there is none.
        case skipped
    }

    /// Its name, one or two words with a hyphen.
    package let name: String
    /// What holds when it finds nothing, in one clause.
    package let promise: String
    /// True when it cannot be made without a database.
    package let needsDatabase: Bool
    private let body: Body

    init(
        _ name: String, _ promise: String, needsDatabase: Bool = false,
        _ body: @escaping Body
    ) {
        self.name = name
        self.promise = promise
        self.needsDatabase = needsDatabase
        self.body = body
    }

    private init(_ check: StoreCheck) {
        self.init(check.name, check.promise, needsDatabase: true) { station, defects in
            if let reader = station.reader { try check.run(reader, &defects) }
        }
    }

    /// All checks, in the order in which they are made.
    package static let catalog: [StationCheck] =
        StoreCheck.catalog.map { StationCheck($0) } + [
            .archive, .sideFiles, .leftovers, .directories, .inbox, .permissions, .space, .instance,
        ]

    /// Those that find what a new database would mend.
    package static let ofRebuild: [StationCheck] =
        StoreCheck.catalog.map { StationCheck($0) } + [.archive]

    /// Makes the check. One that cannot be finished is a defect by itself.
    package func result(on station: CheckedStation) -> Result {
        if needsDatabase, station.reader == nil { return .skipped }
        var defects = DefectList()
        do {
            try body(station, &defects)
        } catch {
            defects.add(
                StationDefect(
                    .error, name, "the check could not be finished: \(error)",
                    remedy: Self.remedy(for: error),
                    needsRebuild: (error as? StoreError)?.kind == .damaged))
        }
        return .made(defects)
    }

    private static func remedy(for error: any Error) -> String {
        switch error {
        case let error as StoreError: error.remedy
        case let error as SystemError: error.remedy
        default: "see to that first, then check again"
        }
    }
}
