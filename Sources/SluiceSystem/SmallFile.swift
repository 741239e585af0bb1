/// Reads files that are small by nature: settings, status.
package enum SmallFile {
    /// Longest file that is read whole, in bytes.
    package static let limitBytes = 1 << 20

    /// The whole content of a file in a directory, or its first ``limitBytes`` + 1 bytes.
    package static func read(
        _ name: [UInt8], in directory: Directory, system: System
    ) throws(SystemError) -> [UInt8] {
        try read(try directory.openForReading(name), system: system)
    }

    /// The whole content of an open file, or its first ``limitBytes`` + 1 bytes.
    package static func read(
        _ file: FileDescriptor, system: System
    ) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count <= limitBytes {
            let count = try system.read(file, into: &block, at: 0)
            if count == 0 { break }
            bytes += block[..<count]
        }
        return Array(bytes.prefix(limitBytes + 1))
    }
}
