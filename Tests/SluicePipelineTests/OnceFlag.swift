internal import Glibc
internal import Synchronization

/// True the first time it is asked.
final class OnceFlag: Sendable {
    private let wasAsked = Atomic<Bool>(false)

    /// True on the first call, false on every later one.
    func first() -> Bool { !wasAsked.exchange(true, ordering: .acquiringAndReleasing) }
}

/// Puts a symbolic link in place of what stands at a path.
func replaceByLink(_ path: String, to target: String) {
    unlink(path)
    symlink(target, path)
}
