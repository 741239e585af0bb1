/// Who is at the other end of a Unix socket, as the kernel noted it.
package struct SocketPeer: Sendable, Equatable {
    /// Its process; 0 when it is of a namespace that is not seen from here.
    package let process: Int32
    /// Its effective user.
    package let user: UInt32
}
