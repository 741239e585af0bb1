package import SluiceSystem

/// What a command works with: the system, the streams, the environment.
package struct CommandContext: Sendable {
    /// The way to the kernel.
    package let system: System
    /// The streams.
    package let output: Output
    /// The environment, as bytes.
    package let environment: [String: [UInt8]]

    /// Makes a context; tests give their own streams and environment.
    package init(
        system: System, output: Output,
        environment: [String: [UInt8]] = HostProcess.environment()
    ) {
        self.system = system
        self.output = output
        self.environment = environment
    }
}
