internal import CSQLite

/// Settings of the library as a whole.
enum SQLiteLibrary {
    /// Turns off the statistics of memory, which nobody reads: for them every allocation of every thread takes one lock.
    ///
    /// Read before the first connection is opened; false when somebody else has opened one already. Once per process.
    static let isConfigured = sl_sqlite_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK
}
