internal import CLinux
internal import Glibc

/// The one way to the kernel: every call with a typed error, and a seam where tests make calls fail.
///
/// A value without state but for the injector; copy it freely. All calls block; none is made on a queue that draws.
package struct System: Sendable {
    private let faults: FaultInjector?

    /// The real system; with an injector, calls fail as it decides.
    package init(faults: FaultInjector? = nil) {
        self.faults = faults
    }

    /// Makes a call that answers −1 and sets errno on failure; retries when a signal interrupted it.
    @discardableResult
    func call<Result: SignedInteger>(
        _ call: SystemCall, _ subject: [UInt8] = [], _ body: () -> Result
    ) throws(SystemError) -> Result {
        if let code = faults?.failure(of: call) {
            throw SystemError(call, code: code, subject: subject)
        }
        while true {
            let result = body()
            if result != -1 { return result }
            let code = errno
            if code != EINTR { throw SystemError(call, code: code, subject: subject) }
        }
    }

    /// Runs `body` with a name as a C string; a name with a NUL byte names nothing.
    func withName<Result>(
        _ name: [UInt8], _ call: SystemCall,
        _ body: (UnsafePointer<CChar>) throws(SystemError) -> Result
    ) throws(SystemError) -> Result {
        guard !name.contains(0) else { throw SystemError(call, code: EINVAL, subject: name) }
        var terminated = name.map { CChar(bitPattern: $0) }
        terminated.append(0)
        var outcome: Swift.Result<Result, SystemError>?
        terminated.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            do throws(SystemError) {
                outcome = .success(try body(base))
            } catch {
                outcome = .failure(error)
            }
        }
        guard let outcome else { throw SystemError(call, code: EINVAL, subject: name) }
        return try outcome.get()
    }

    /// Opens a directory by path, following symlinks: for the station and what a user names.
    package func openDirectory(path: [UInt8]) throws(SystemError) -> Directory {
        let number = try withName(path, .openDirectory) { (name) throws(SystemError) in
            try call(.openDirectory, path) { sl_open_directory(AT_FDCWD, name, 1) }
        }
        return Directory(system: self, descriptor: FileDescriptor(number), shownPath: path)
    }

    /// Opens a file by path for reading, following symlinks: for what a user names on the command line. Never waits for a FIFO's writer.
    package func openForReading(path: [UInt8]) throws(SystemError) -> FileDescriptor {
        let number = try withName(path, .open) { (name) throws(SystemError) in
            try call(.open, path) { sl_open_for_reading(AT_FDCWD, name, 1) }
        }
        return FileDescriptor(number)
    }

    /// What the kernel tells of an open file.
    package func information(
        of descriptor: FileDescriptor
    ) throws(SystemError) -> FileInformation {
        var status = stat()
        try call(.fstat) { fstat(descriptor.number, &status) }
        return FileInformation(status)
    }

    /// What the kernel tells of a path, symlinks followed; nil when there is nothing.
    package func information(
        path: [UInt8], followsLinks: Bool = true
    ) throws(SystemError) -> FileInformation? {
        var status = stat()
        do {
            try withName(path, .stat) { (name) throws(SystemError) in
                _ = try call(.stat, path) {
                    followsLinks ? stat(name, &status) : lstat(name, &status)
                }
            }
        } catch  where error.isMissing {
            return nil
        }
        return FileInformation(status)
    }

    /// Reads at most `buffer.count - offset` bytes into `buffer[offset...]`; 0 at the end of the file.
    package func read(
        _ descriptor: FileDescriptor, into buffer: inout [UInt8], at offset: Int,
        atMost limit: Int = .max
    ) throws(SystemError) -> Int {
        try call(.read) {
            buffer.withUnsafeMutableBytes { bytes in
                Glibc.read(
                    descriptor.number, bytes.baseAddress.map { $0 + offset },
                    min(bytes.count - offset, limit))
            }
        }
    }

    /// Writes all bytes, however many calls it takes.
    package func write(
        _ bytes: [UInt8], to descriptor: FileDescriptor
    ) throws(SystemError) {
        var written = 0
        while written < bytes.count { written += try write(bytes[written...], to: descriptor) }
    }

    /// Writes bytes by one call and answers how many it took.
    func write(
        _ bytes: ArraySlice<UInt8>, to descriptor: FileDescriptor
    ) throws(SystemError) -> Int {
        try call(.write) {
            bytes.withUnsafeBytes { Glibc.write(descriptor.number, $0.baseAddress, $0.count) }
        }
    }

    /// Forces a file's or directory's data to disk. A failure is final: what was written may be lost, never retry it.
    package func synchronize(_ descriptor: FileDescriptor) throws(SystemError) {
        try call(.fsync) { fsync(descriptor.number) }
    }

    /// True when a writer has the file open, as far as a read lease can tell; false where it cannot.
    package func writerHasOpen(_ descriptor: FileDescriptor) -> Bool {
        sl_writer_has_open(descriptor.number) == 1
    }

    /// Takes an exclusive lock on a directory for the life of its descriptor; false when another process has it.
    package func lock(_ directory: Directory) throws(SystemError) -> Bool {
        do {
            try call(.flock) { flock(directory.descriptor.number, LOCK_EX | LOCK_NB) }
        } catch  where error.wouldBlock {
            return false
        }
        return true
    }

    /// Free and total bytes of the file system a directory is on, for users without privileges.
    package func space(
        of directory: Directory
    ) throws(SystemError) -> (freeBytes: Int, totalBytes: Int) {
        var values = statvfs()
        try call(.statvfs) { fstatvfs(directory.descriptor.number, &values) }
        let block = Int(values.f_frsize)
        return (Int(values.f_bavail) * block, Int(values.f_blocks) * block)
    }
}
