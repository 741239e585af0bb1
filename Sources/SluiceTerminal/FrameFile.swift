internal import CNcursesw
internal import SluiceSystem

/// Where ncurses writes: a file in memory, from which a frame is taken as a whole.
///
/// ncurses itself would wait for a terminal that takes no bytes; what is taken from here is sent without waiting.
struct FrameFile {
    private let file: FileDescriptor

    /// The descriptor for ncurses.
    var number: Int32 { file.number }

    /// An empty file; nil when the system has no memory for it.
    init?() {
        let number = sl_memory_file()
        guard number >= 0 else { return nil }
        file = FileDescriptor(number)
    }

    /// All bytes since the last call.
    func take() -> [UInt8] {
        let size = sl_memory_size(number)
        guard size > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = sl_memory_take(number, buffer.baseAddress, size)
        }
    }
}
