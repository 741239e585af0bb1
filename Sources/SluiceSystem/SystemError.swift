internal import Glibc

/// A system call that failed: which one, on what, and why.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The call.
    package let call: SystemCall
    /// The kernel's error number.
    package let code: Int32
    /// The name or path it was about, with bytes that are not plain shown as %XX; empty when there is none.
    package let subject: String

    /// An error of a call on a name given as bytes.
    package init(_ call: SystemCall, code: Int32, subject: [UInt8] = []) {
        self.call = call
        self.code = code
        self.subject = PathText.shown(subject)
    }

    /// What a write of a file would end with that does not fit.
    package static func noRoom(for subject: [UInt8]) -> SystemError {
        SystemError(.write, code: ENOSPC, subject: subject)
    }

    /// The kernel's words for the error number, such as `No space left on device`. It has none of its own for a link where none may be.
    package var reason: String {
        code == ELOOP ? "a symbolic link stands there" : String(cString: strerror(code))
    }

    /// One line: what was attempted, on what, and the reason.
    package var description: String {
        subject.isEmpty ? "\(call.rawValue): \(reason)" : "\(call.rawValue) \(subject): \(reason)"
    }

    /// True when the name does not exist (any more).
    package var isMissing: Bool { code == ENOENT }
    /// True when a name is taken already.
    package var isTaken: Bool { code == EEXIST }
    /// True when the name is a symlink, a directory or a device where a regular file was expected.
    package var isWrongKind: Bool { code == ELOOP || code == EISDIR || code == ENXIO }
    /// True when nobody listens there, or nobody listens any more.
    package var isRefused: Bool { code == ECONNREFUSED }
    /// True when the name is on another file system.
    package var isCrossDevice: Bool { code == EXDEV }
    /// True when nobody reads what is written any more.
    package var isUnread: Bool { code == EPIPE }
    /// True when the call would have to wait.
    package var wouldBlock: Bool { code == EAGAIN || code == EWOULDBLOCK }
}
