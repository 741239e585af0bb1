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
