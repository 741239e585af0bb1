internal import Glibc

extension Directory {
    /// Sets the permission bits of a file or directory in it. A symlink's target is not reached: the name is looked at first.
    package func setPermissions(_ name: [UInt8], to bits: UInt32) throws(SystemError) {
        guard let found = try information(name), found.kind != .symlink else { return }
        _ = try system.withName(name, .chmod) { (text) throws(SystemError) in
            try system.call(.chmod, name) { fchmodat(descriptor.number, text, bits, 0) }
        }
    }
}
