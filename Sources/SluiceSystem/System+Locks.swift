/// Who holds locks, by `/proc/locks` (proc_locks(5)).
extension System {
    /// The number of the sluice process that has a directory locked; nil when none has, or none that can be seen.
    ///
    /// A few system calls, none of which waits for a disk. By the inode and the program's name: what the list calls the device of
    /// a file is not what its status says on every file system.
    package func lockOwner(of directory: Directory) -> Int? {
        guard let inode = try? information(of: directory.descriptor).identity.inode,
            let kernel = try? openDirectory(path: Array("/proc".utf8)),
            let list = try? SmallFile.read(Array("locks".utf8), in: kernel, system: self)
        else { return nil }
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
            // Such as `7: FLOCK  ADVISORY  WRITE 4711 08:02:131075 0 EOF`; one that waits has an arrow behind its number.
            let words = line.split(separator: " ")
            guard words.count > 5, words[1] == "FLOCK", let process = Int(words[4]),
                words[5].split(separator: ":").last == Substring("\(inode)"),
                ProcessEntry(process, system: self)?.isSluice == true
            else { continue }
            return process
        }
        return nil
    }
}
