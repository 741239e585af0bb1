package import SluiceCore

/// One check of a database: it reads, compares and tells; it never writes.
///
/// Each lives in a file of its own and counts once the catalog lists it.
package struct StoreCheck: Sendable {
    /// Does it; adds what is wrong to the list. Blocks for as long as its queries take.
    package typealias Body =
        @Sendable (StoreReader, inout DefectList) throws(StoreError) -> Void

    /// Its name, one word.
    package let name: String
    /// What holds when it finds nothing, in one clause.
    package let promise: String
    /// Does it.
    package let run: Body

    /// Makes a check.
    init(_ name: String, _ promise: String, _ run: @escaping Body) {
        self.name = name
        self.promise = promise
        self.run = run
    }

    /// All checks of a database, in the order in which they are made: what the later ones rely on comes first.
    package static let catalog: [StoreCheck] = [
        .integrity, .schema, .conservation, .aggregates, .references, .loading, .journal,
    ]
}
