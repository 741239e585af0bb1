/// A repair that loses nothing, because what it touches is derived from something else or is unfinished.
package enum DefectRepair: Sendable, Equatable {
    /// A directory of a station.
    package enum Place: Sendable, Equatable {
        /// The directory that files are dropped into.
        case inbox
        /// `data/processed`, or the directory of a day in it.
        case archive(day: [UInt8]?)
        /// `quarantine`.
        case quarantine
        /// `data/store`.
        case store
        /// `logs`.
        case logs
    }

    /// The partials of a file are made anew from its rows.
    case restatePartials(file: Int64)
    /// The quarantine files of a file are written anew from the database.
    case rewriteSideFiles(file: Int64)
    /// An unfinished copy is removed.
    case removeTemporary(Place, name: [UInt8])
    /// A file that sluice made is made readable for its owner only.
    case makePrivate(Place, name: [UInt8])

    /// True when it writes what the database says, which must be right itself.
    package var believesDatabase: Bool {
        switch self {
        case .restatePartials, .rewriteSideFiles: true
        case .removeTemporary, .makePrivate: false
        }
    }
}
