/// Every system call sluice makes, by name: what a ``FaultInjector`` is asked about and an error names.
package enum SystemCall: String, Sendable, CaseIterable {
    /// Opening a file for reading.
    case open
    /// Opening a directory.
    case openDirectory = "open directory"
    /// Creating a file that must not exist.
    case create
    /// Opening a file for appending.
    case append
    /// Reading bytes.
    case read
    /// Writing bytes.
    case write
    /// Status of an open file.
    case fstat
    /// Status of a name.
    case stat
    /// Listing a directory.
    case list
    /// Forcing data to disk.
    case fsync
    /// Renaming.
    case rename
    /// Removing a name.
    case unlink
    /// Making a directory.
    case mkdir
    /// Changing permissions.
    case chmod
    /// Locking.
    case flock
    /// Watching a directory.
    case inotify
    /// Free space of a file system.
    case statvfs
    /// Opening, setting up or writing to the terminal.
    case terminal
    /// Making a socket.
    case socket
    /// Giving a socket a name.
    case bind
    /// Waiting for connections.
    case listen
    /// Taking a connection.
    case accept
    /// Connecting.
    case connect
    /// Asking who is at the other end.
    case peer
    /// Sending bytes.
    case send
}
