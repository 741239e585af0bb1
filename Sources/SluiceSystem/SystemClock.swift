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

    /// How far the machine's zone is ahead of UTC at a moment, in seconds.
    package func zoneOffsetSeconds(atSeconds seconds: Int64) -> Int64 {
        var moment = time_t(seconds)
        var parts = tm()
        return localtime_r(&moment, &parts) == nil ? 0 : Int64(parts.tm_gmtoff)
    }

    /// What this machine's zone is called at a moment, such as `CEST`.
    package func zoneName(atSeconds seconds: Int64) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        guard localtime_r(&moment, &parts) != nil, let name = parts.tm_zone else { return "UTC" }
        return String(cString: name)
    }

    /// The number of this process.
    package var processIdentifier: Int32 { getpid() }

    /// Makes what this process creates private to its user: 0600 and 0700.
    package func makeCreationPrivate() { umask(0o077) }
}
