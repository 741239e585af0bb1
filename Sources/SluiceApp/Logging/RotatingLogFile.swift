package import SluiceSystem

/// One log file that is renamed to `name.1`, `name.2` … when it is full; the oldest is removed.
///
/// Not safe from several queues; its owner's queue guards it. All calls block.
package struct RotatingLogFile {
    private let directory: Directory
    private let system: System
    private let name: String
    private let limitBytes: Int
    private let keptFiles: Int
    private var open: (descriptor: FileDescriptor, size: Int)?

    /// A log file of at most `limitBytes` in a directory, with `keptFiles` older ones. Opens nothing yet.
    package init(
        _ name: String, in directory: Directory, system: System, limitBytes: Int, keptFiles: Int
    ) {
        self.name = name
        self.directory = directory
        self.system = system
        self.limitBytes = limitBytes
        self.keptFiles = keptFiles
    }

    /// Appends whole lines. On failure the file is closed; the next call opens it anew.
    package mutating func append(_ bytes: [UInt8]) throws(SystemError) {
        do throws(SystemError) {
            var current = if let open { open } else { try opened() }
            if current.size > 0, current.size + bytes.count > limitBytes {
                open = nil
                try rotate()
                current = try opened()
            }
            open = current
            try system.write(bytes, to: current.descriptor)
            open?.size += bytes.count
        } catch {
            open = nil
            throw error
        }
    }

    /// Appends many lines, each as by ``append(_:)``, but with one write for all that go into one file.
    package mutating func append(lines: [[UInt8]]) throws(SystemError) {
        var run: [UInt8] = []
        for line in lines {
            let size = open?.size ?? limitBytes
            if !run.isEmpty, size + run.count + line.count > limitBytes {
                try append(run)
                run.removeAll(keepingCapacity: true)
            }
            run += line
        }
        if !run.isEmpty { try append(run) }
    }

    private func opened() throws(SystemError) -> (descriptor: FileDescriptor, size: Int) {
        let descriptor = try directory.openForAppending(Array(name.utf8))
        return (descriptor, try system.information(of: descriptor).identity.size)
    }

    private func rotate() throws(SystemError) {
        func numbered(_ number: Int) -> [UInt8] {
            Array((number == 0 ? name : "\(name).\(number)").utf8)
        }
        for number in stride(from: keptFiles, through: 1, by: -1) {
            do {
                try directory.replace(numbered(number), by: numbered(number - 1))
            } catch  where error.isMissing {}
        }
        if keptFiles == 0 { try directory.remove(numbered(0)) }
    }
}
