internal import Glibc

/// The built program, run on a station.
extension TemporaryStation {
    /// The program beside the running test bundle in the build directory.
    package static let program: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(
            decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/sluice"
    }()

    /// Starts the program on this station.
    package func start(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            Self.program, ["--station", directory.path] + arguments, environment: environment)
    }

    /// Runs the program on this station to its end.
    @discardableResult
    package func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (end: ChildProcess.End, output: String, errors: String) {
        let child = try start(arguments, environment: environment)
        let end = child.wait()
        return (end, child.standardOutput, child.standardError)
    }
}
