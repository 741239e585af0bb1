internal import CLinux
internal import Glibc

/// Unix stream sockets: none blocks, none is inherited by a child, none raises SIGPIPE.
///
/// They are addressed by a name in a held directory, so that neither a long path nor a renamed station matters.
extension System {
    /// Connections that may wait to be accepted.
    private static let backlog: Int32 = 16

    /// Listens under a name, which whatever stood there before gives way to.
    ///
    /// The name is there only once it can be connected to: who sees it finds somebody.
    /// Only who owns the directory's station may call this: another listener would lose its name.
    package func listen(
        at name: [UInt8], in directory: Directory
    ) throws(SystemError) -> FileDescriptor {
        let draft = name + Array(".new".utf8)
        try directory.remove(draft)
        let listener = FileDescriptor(try call(.socket, name) { sl_unix_socket() })
        try withName(draft, .bind) { (text) throws(SystemError) in
            _ = try call(.bind, name) {
                sl_unix_bind(listener.number, directory.descriptor.number, text)
            }
        }
        try call(.listen, name) { sl_unix_listen(listener.number, Self.backlog) }
        try directory.replace(name, by: draft)
        return listener
    }

    /// The next connection that waits; nil when none does.
    package func accept(_ listener: FileDescriptor) throws(SystemError) -> FileDescriptor? {
        do throws(SystemError) {
            return FileDescriptor(try call(.accept) { sl_unix_accept(listener.number) })
        } catch  where error.wouldBlock || error.code == ECONNABORTED {
            return nil
        }
    }

    /// Connects to whoever listens under a name. Fails at once when nobody does.
    package func connect(
        to name: [UInt8], in directory: Directory
    ) throws(SystemError) -> FileDescriptor {
        let socket = FileDescriptor(try call(.socket, name) { sl_unix_socket() })
        try withName(name, .connect) { (text) throws(SystemError) in
            _ = try call(.connect, name) {
                sl_unix_connect(socket.number, directory.descriptor.number, text)
            }
        }
        return socket
    }

    /// Who is at the other end of a connection.
    package func peer(of socket: FileDescriptor) throws(SystemError) -> SocketPeer {
        var process: Int32 = 0
        var user: UInt32 = 0
        try call(.peer) { sl_unix_peer(socket.number, &process, &user) }
        return SocketPeer(process: process, user: user)
    }

    /// Sends what the kernel takes of the bytes and answers how many those are; 0 when its buffer is full.
    package func send(
        _ bytes: ArraySlice<UInt8>, to socket: FileDescriptor
    ) throws(SystemError) -> Int {
        do throws(SystemError) {
            return try call(.send) {
                bytes.withUnsafeBytes {
                    sl_unix_send(socket.number, $0.baseAddress, UInt($0.count))
                }
            }
        } catch  where error.wouldBlock {
            return 0
        }
    }

    /// The user whose rights this process has.
    package var effectiveUser: UInt32 { geteuid() }
}
