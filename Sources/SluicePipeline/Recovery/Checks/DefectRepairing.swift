package import SluiceCore
package import SluiceStore
internal import SluiceSystem

/// Makes the repairs that checks have proposed; only for the owner of a station.
package struct DefectRepairing {
    private let station: CheckedStation
    private let openStore: () throws -> Store

    /// Repairs on a station that this process owns; `openStore` is called when a repair writes to the database.
    package init(_ station: CheckedStation, openStore: @escaping () throws -> Store) {
        self.station = station
        self.openStore = openStore
    }

    /// Has the files of `quarantine/` say what the database says, for these files of the ledger and wherever they do not.
    package func followDatabase(_ files: [Int64]) throws {
        for file in files { try perform(.rewriteSideFiles(file: file)) }
        guard let quarantine = station.quarantine else { return }
        let sideFiles = SideFiles(system: station.system, quarantine: quarantine)
        try station.forEachFile { entry, reader in
            guard try entry.isMoved && !sideFiles.problems(of: entry, reader).isEmpty else {
                return
            }
            try sideFiles.rewrite(entry, reader)
        }
    }

    /// Makes one repair. What it fails at is as before.
    package func perform(_ repair: DefectRepair) throws {
        switch repair {
        case .restatePartials(let file):
            let store = try openStore()
            defer { store.close() }
            try store.restatePartials(ofFile: file)
        case .rewriteSideFiles(let file):
            guard let reader = station.reader, let quarantine = station.quarantine,
                let entry = try reader.file(file)
            else { return }
            try SideFiles(system: station.system, quarantine: quarantine).rewrite(entry, reader)
        case .removeTemporary(let place, let name):
            try station.directory(place)?.remove(name)
        case .makePrivate(let place, let name):
            try station.directory(place)?.setPermissions(name, to: 0o600)
        }
    }
}
