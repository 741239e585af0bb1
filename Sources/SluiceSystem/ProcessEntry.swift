/// A process as `/proc/PID/stat` has it, by proc(5).
package struct ProcessEntry: Sendable {
    /// The first 15 bytes of the name of its program.
    package let name: [UInt8]
    /// True when that program is sluice, whatever follows in its name.
    package var isSluice: Bool { name.starts(with: Array("sluice".utf8)) }
    /// True while a signal or a debugger holds it: it does nothing until it is told to go on.
    package let isStopped: Bool

    /// The entry of a process by its number; nil when there is no such process, or none to be seen.
    ///
    /// Four system calls, none of which waits for a disk.
    package init?(_ number: Int, system: System) {
        guard let directory = try? system.openDirectory(path: Array("/proc/\(number)".utf8)),
            let line = try? SmallFile.read(Array("stat".utf8), in: directory, system: system),
            let open = line.firstIndex(of: UInt8(ascii: "(")),
            // A name may have parentheses of its own; behind the last one come a blank and the state.
            let close = line.lastIndex(of: UInt8(ascii: ")")), open < close, close + 2 < line.count
        else { return nil }
        name = Array(line[(open + 1)..<close])
        isStopped = [UInt8(ascii: "T"), UInt8(ascii: "t")].contains(line[close + 2])
    }
}
