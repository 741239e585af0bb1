package import SluiceSystem

/// Something about the inbox as a whole that an operator or the pipeline should know.
package enum InboxNotice: Sendable {
    /// The inbox was opened, at start or because another directory has its path now: this one holds the files from here on.
    case opened(Directory)
    /// It cannot be opened or listed; told with every attempt that fails, until ``available``. `attempt` counts from 1, the next
    /// one is made in so many seconds.
    case unavailable(SystemError, attempt: Int, retrySeconds: Double)
    /// It can be listed again.
    case available
    /// The kernel tells what arrives; until now, or since the last ``polling(_:)``, it did not.
    case watching
    /// The kernel does not tell what arrives: files are found by rescans alone, which takes longer. Tried again at every rescan.
    case polling(SystemError)
    /// The kernel lost events because too many came at once; a rescan runs, nothing else is lost.
    case overflowed
    /// A symbolic link named like a data file; it is never followed. Told once while it is there.
    case symlinkIgnored(name: [UInt8])
    /// A name could not be looked at; told once, tried again at every rescan.
    case lookFailed(name: [UInt8], SystemError)
    /// A complete listing was applied; how many names of data files it had.
    case listed(files: Int)
}
