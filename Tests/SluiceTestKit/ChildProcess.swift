internal import CVterm
internal import Dispatch
internal import Glibc
internal import Synchronization

/// A program started by a test: its output in files, its end awaited with a limit, killed when nobody holds it any more.
///
/// A class, because the process has an end.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum End: Sendable, Equatable {
        /// It ended by itself with this status.
        case exited(Int32)
        /// A signal ended it.
        case signalled(Int32)
        /// It had not ended within the time allowed, and was killed.
        case hung
    }

    /// What could not be started.
    package struct StartFailed: Error {
        /// The program.
        package let program: String
        /// The kernel's error number.
        package let code: Int32
    }

    /// The number the kernel gave it.
    package let number: Int32
    private let output: TemporaryDirectory
    private let outcome = Outcome()

    /// What the thread that waits for the process leaves; a class, because both sides look at it.
    private final class Outcome: Sendable {
        let ended = DispatchSemaphore(value: 0)
        let end = Mutex<End?>(nil)
    }

    /// Starts a program; `environment` is added to this process's.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws {
        output = try TemporaryDirectory()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (descriptor, name) in [(Int32(1), "stdout"), (2, "stderr")] {
            posix_spawn_file_actions_addopen(
                &actions, descriptor, output.path(of: name), O_WRONLY | O_CREAT, 0o600)
        }
        // What other tests have open at this moment is none of the program's.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var inherited: [String] = []
        var pointer = environ
        while let entry = pointer.pointee {
            let text = String(cString: entry)
            if !environment.keys.contains(where: { text.hasPrefix($0 + "=") }) {
                inherited.append(text)
            }
            pointer += 1
        }
        let variables = inherited + environment.map { "\($0)=\($1)" }
        var child: pid_t = 0
        let code = Self.withStrings([program] + arguments) { words in
            Self.withStrings(variables) { posix_spawn(&child, program, &actions, nil, words, $0) }
        }
        guard code == 0 else { throw StartFailed(program: program, code: code) }
        number = child
        let number = child
        DispatchQueue.global().async { [outcome] in
            var status: Int32 = 0
            while waitpid(number, &status, 0) == -1 && errno == EINTR {}
            let signal = status & 0x7F
            outcome.end.withLock {
                $0 = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
            }
            outcome.ended.signal()
        }
    }

    deinit {
        if outcome.end.withLock({ $0 }) == nil { kill(number, SIGKILL) }
    }

    /// Sends it a signal.
    package func signal(_ signal: Int32) {
        if outcome.end.withLock({ $0 }) == nil { kill(number, signal) }
    }

    /// Waits for its end, at most so long.
    package func wait(seconds: Double = Patience.seconds(60)) -> End {
        guard outcome.ended.wait(timeout: .now() + seconds) == .success else {
            kill(number, SIGKILL)
            return .hung
        }
        outcome.ended.signal()
        return outcome.end.withLock { $0 } ?? .hung
    }

    /// What it wrote to its standard output so far.
    package var standardOutput: String { output.text(of: "stdout") ?? "" }

    /// What it wrote to its standard error so far.
    package var standardError: String { output.text(of: "stderr") ?? "" }

    private static func withStrings<Result>(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}
