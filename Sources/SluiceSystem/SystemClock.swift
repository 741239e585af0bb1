internal import CLinux
internal import Glibc

extension System {
    /// Nanoseconds of the monotonic clock; never goes back, stands still while the machine sleeps.
    package func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// Microseconds since 1970-01-01T00:00Z by the wall clock, which may jump.
    package func realtimeMicroseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1_000
    }

    /// The number of this process.
    package var processIdentifier: Int32 { getpid() }

    /// Makes what this process creates private to its user: 0600 and 0700.
    package func makeCreationPrivate() { umask(0o077) }
}
