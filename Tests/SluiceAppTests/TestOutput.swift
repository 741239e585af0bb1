internal import SluiceApp
internal import SluiceSystem
internal import Synchronization

/// Collects what a program writes.
final class TestOutput: Sendable {
    private let streams = Mutex<[HostProcess.Stream: [UInt8]]>([:])

    /// An output that writes here.
    func makeOutput() -> Output {
        Output { stream, bytes in
            self.streams.withLock { $0[stream, default: []] += bytes }
        }
    }

    /// A context on the real system with these streams and an environment.
    func makeContext(environment: [String: String] = [:]) -> CommandContext {
        CommandContext(
            system: System(), output: makeOutput(),
            environment: environment.mapValues { Array($0.utf8) })
    }

    /// What was written to a stream.
    func text(_ stream: HostProcess.Stream) -> String {
        String(decoding: streams.withLock { $0[stream] ?? [] }, as: UTF8.self)
    }

    /// Runs a command line and answers its exit status.
    func run(_ line: String, environment: [String: String] = [:]) -> ExitCode {
        Program(context: makeContext(environment: environment)).run(
            line.split(separator: " ").map { Array($0.utf8) })
    }
}
