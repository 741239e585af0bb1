internal import SluiceSystem

/// The form of the names that sluice gives to files in the archive and in `quarantine/`: `<hash8>_<name>`, then `.1`, `.2` …
enum SluiceName {
    /// True for a name of that form; a file refused unread has no hash before the underscore.
    static func isOne(_ name: [UInt8]) -> Bool {
        guard let underscore = name.firstIndex(of: UInt8(ascii: "_")) else { return false }
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
        return (underscore == 0 || underscore == 8)
            && name[..<underscore].allSatisfy { digits ~= $0 || letters ~= $0 }
    }

    /// The digits of the hash in a name, what stands before its first underscore.
    static func hash(of name: [UInt8]) -> [UInt8] {
        Array(name.prefix { $0 != UInt8(ascii: "_") })
    }

    /// The name without the number that keeps it apart from an equal one.
    static func withoutNumber(_ name: [UInt8]) -> [UInt8] {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot + 1 < name.count,
            name[(dot + 1)...].allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return name }
        return Array(name[..<dot])
    }

    /// The name that a file came by, as far as its name here tells: `%XX` are bytes again, hash and number are gone.
    static func original(_ name: [UInt8]) -> [UInt8] {
        let start = name.firstIndex(of: UInt8(ascii: "_")).map { $0 + 1 } ?? 0
        let rest = Array(name[start...])
        // A number was added if what is before it is the name of a data file.
        let shorter = withoutNumber(rest)
        let spelled = Inbox.accepts(shorter) ? shorter : rest
        return PathText.bytes(of: String(decoding: spelled, as: UTF8.self)) ?? spelled
    }

    /// The name that a file of bad records or an error log belongs to; nil for other names.
    static func source(ofSideFile name: [UInt8]) -> [UInt8]? {
        for ending in QuarantineFiles.endings.map({ Array($0.utf8) }) {
            for candidate in [name, withoutNumber(name)]
            where candidate.count > ending.count
                && candidate[(candidate.count - ending.count)...] == ending[...]
            {
                return Array(candidate.dropLast(ending.count))
            }
        }
        return nil
    }
}
