internal import CLinux
internal import Glibc

/// What this process was given by the one who started it, and its way out.
package enum HostProcess {
    /// The arguments after the program's name, as bytes: names of files need not be UTF-8.
    package static func arguments() -> [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            CommandLine.unsafeArgv[index].map(bytes)
        }
    }

    /// The environment by name, as bytes; of equal names the first counts.
    package static func environment() -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        guard var entry = sl_environment() else { return result }
        while let text = entry.pointee {
            let parts = bytes(text).split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(decoding: parts.first ?? [], as: UTF8.self)
            if parts.count == 2, result[name] == nil { result[name] = Array(parts[1]) }
            entry += 1
        }
        return result
    }

    /// The process's standard streams.
    package enum Stream: Int32, Sendable {
        /// Data.
        case output = 1
        /// Messages.
        case error = 2

        /// The stream's descriptor, which stays open for the life of the process.
        package var descriptor: FileDescriptor {
            switch self {
            case .output: Self.outputDescriptor
            case .error: Self.errorDescriptor
            }
        }

        private static let outputDescriptor = FileDescriptor(1)
        private static let errorDescriptor = FileDescriptor(2)
    }

    /// True when a stream is a terminal.
    package static func isTerminal(_ stream: Stream) -> Bool {
        isatty(stream.rawValue) == 1
    }

    /// Columns of the terminal a stream leads to; nil when it is none or does not tell.
    package static func columns(of stream: Stream) -> Int? {
        var size = winsize()
        guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// True when a person can work a console: input and output are terminals.
    package static var hasTerminal: Bool { isatty(0) == 1 && isatty(1) == 1 }

    /// Has each standard stream that the process was started without, as by `>&-`, fail in place of being the next file that is
    /// opened; before anything is.
    package static func reserveStreams() {
        // Each is opened the wrong way round, so that reading from it, or writing to it, is refused.
        for (number, mode) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] {
            var status = stat()
            guard fstat(number, &status) == -1, errno == EBADF else { continue }
            _ = open("/dev/null", mode)
        }
    }

    /// Lets the error stream go elsewhere and answers where it went before; nil when it stays.
    ///
    /// Whatever the process or a library writes to descriptor 2 would otherwise be painted into a full screen.
    package static func divertErrors(to file: FileDescriptor) -> FileDescriptor? {
        let former = sl_duplicate(2)
        guard former >= 0 else { return nil }
        return dup2(file.number, 2) == 2 ? FileDescriptor(former) : nil
    }

    /// Ends what ``divertErrors(to:)`` began.
    package static func restoreErrors(_ former: FileDescriptor) {
        dup2(former.number, 2)
    }

    /// Gives memory that was freed back to the system, after something large that is done once. Takes about a millisecond.
    package static func returnFreeMemory() { sl_return_free_memory() }

    /// Keeps what the allocator holds without using it small; before the first thread begins.
    ///
    /// By default there are eight arenas for every core, and blocks of up to 32 MiB come from them once one of that size was
    /// freed: with 20 000 small files waiting, a third of the memory was such holes.
    package static func limitFreeMemory() { sl_limit_free_memory() }

    /// The absolute path of the current directory; nil when it is gone.
    package static func workingDirectory() -> [UInt8]? {
        guard let text = getcwd(nil, 0) else { return nil }
        defer { free(text) }
        return bytes(text)
    }

    /// A path from the root, for one that may begin in the current directory.
    package static func absolutePath(_ path: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        return path.first == slash ? path : (workingDirectory() ?? []) + [slash] + path
    }

    /// Ends the process with an exit status; handlers and deinitialisers do not run.
    package static func exit(_ status: Int32) -> Never {
        _exit(status)
    }

    private static func bytes(_ text: UnsafeMutablePointer<CChar>) -> [UInt8] {
        UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
    }
}
