package import SluiceSystem

/// How a store is opened and whose it is.
package struct StoreOptions: Sendable {
    /// Makes the directory and the database when there are none; without it a missing database is `cannotOpen`.
    package var creates: Bool
    /// Memory for database pages, in bytes. More than 8 MiB pays only when times are far out of order.
    package var cacheBytes = 8 << 20
    /// The way to the kernel.
    package var system = System()
    /// Called at the start of every operation: checks that the caller is on the writer's queue.
    package var assertOwner: @Sendable () -> Void = {}

    /// The usual options, but for whether a missing database is made.
    package init(creates: Bool = true) {
        self.creates = creates
    }
}
