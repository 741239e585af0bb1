internal import Foundation
internal import SluiceTestKit

/// The built program as a child process.
final class Program {
    /// How a run ended.
    struct Outcome {
        /// The exit status; negative for a signal.
        let status: Int32
        /// What it wrote to its standard output.
        let output: String
        /// What it wrote to its error stream.
        let messages: String
    }

    private let process = Process()
    private let output = Pipe()
    private let messages = Pipe()

    /// Starts the program with arguments. Its environment has no settings of sluice.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = tests.appending(path: "sluice")
        process.arguments = arguments
        process.environment = Sanitizer.environment
            .merging(["PATH": "/usr/bin:/bin", "TZ": "UTC"]) { _, fixed in fixed }
            .merging(environment) { _, own in own }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = messages
        try process.run()
    }

    /// Waits for its end. Both streams must fit into a pipe's buffer.
    func wait() -> Outcome {
        process.waitUntilExit()
        let status = process.terminationStatus
        return Outcome(
            status: process.terminationReason == .exit ? status : -status,
            output: Self.text(of: output), messages: Self.text(of: messages))
    }

    /// True until it has ended.
    var isRunning: Bool { process.isRunning }

    /// Sends SIGTERM.
    func terminate() { process.terminate() }

    /// Runs the program to its end.
    static func run(_ arguments: String...) throws -> Outcome { try Program(arguments).wait() }

    private static func text(of pipe: Pipe) -> String {
        String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}
