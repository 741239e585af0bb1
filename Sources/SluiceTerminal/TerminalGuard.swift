internal import CNcursesw
internal import SluiceSystem

/// Sees to it that a process that dies of a fault, or of a signal nobody listens to, leaves its terminal as it found it.
///
/// A handler on a stack of its own writes a string made beforehand, restores the modes and the error stream, and lets the fault
/// happen again under the default action, a core dump where these are on. The back tracer of Swift's runtime is left out: it
/// would take the terminal again. There is one guard in a process; all calls come from one queue. A stack overflow is caught on the main thread only: other threads have no such stack.
enum TerminalGuard {
    /// Watches from now on; the modes the terminal has now are the ones restored.
    ///
    /// - Parameters:
    ///   - device: the terminal.
    ///   - errors: where the error stream goes afterwards; nil for where it goes now.
    ///   - restore: the bytes that undo what the screen turns on, at most 512.
    static func arm(_ device: TerminalDevice, errors: FileDescriptor?, restore: [UInt8]) {
        restore.withUnsafeBytes { bytes in
            guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return }
            _ = sl_guard_arm(device.descriptor.number, errors?.number ?? -1, base, bytes.count)
        }
    }

    /// Lets the terminal alone: it is restored already.
    static func disarm() { sl_guard_disarm() }
}
