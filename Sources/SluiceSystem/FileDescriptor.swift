internal import Glibc

/// An open file that closes itself.
///
/// A class, because what it stands for has an identity and an end: the last reference closes the descriptor.
package final class FileDescriptor: Sendable {
    /// The kernel's number for it; valid as long as this object lives.
    package let number: Int32

    /// Takes over an open descriptor.
    package init(_ number: Int32) {
        self.number = number
    }

    deinit { close(number) }
}
