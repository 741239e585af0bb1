/// How files are noticed and when they count as complete.
package struct InboxSettings: Sendable, Hashable {
    /// Time between two looks at the whole inbox, whatever the kernel reports in between.
    package var rescanInterval = Duration.seconds(1)
    /// How long a file that was closed after writing must stay as it is.
    package var settleClosed = Duration.milliseconds(200)
    /// Time between the two equal looks at a file about which the kernel reported nothing.
    package var settleQuiet = Duration.seconds(1)
    /// How long a run that ends by itself waits for a file that still changes.
    package var onceWait = Duration.seconds(30)
}
