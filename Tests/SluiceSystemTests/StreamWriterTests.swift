internal import Dispatch
internal import Glibc
internal import SluiceSystem
internal import SluiceTestKit
internal import Synchronization
internal import Testing

@Suite("Standard streams")
struct StreamWriterTests {
    private let pipe: (reader: FileDescriptor, writer: FileDescriptor)
    private let stream = StreamWriter(system: System())

    init() throws {
        Signals.ignoreUnhandled()
        var numbers: [Int32] = [0, 0]
        try #require(Glibc.pipe(&numbers) == 0)
        pipe = (FileDescriptor(numbers[0]), FileDescriptor(numbers[1]))
    }

    @Test("a reader that is slow gets all, and a pipe that does not wait is waited for")
    func slow() throws {
        _ = fcntl(pipe.writer.number, F_SETFL, O_NONBLOCK)
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async { [stream, writer = pipe.writer] in
            try? stream.write(bytes, to: writer)
            done.signal()
        }
        var found: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1000)
        while found.count < bytes.count {
            let count = try System().read(pipe.reader, into: &block, at: 0)
            found += block[..<count]
        }
        #expect(found == bytes)
        #expect(done.wait(timeout: .now() + Patience.seconds(20)) == .success)
    }

    @Test("a reader that does not read is given up in a hurry, and not waited for again")
    func unread() {
        let end = Mutex<SystemError?>(nil)
        let done = DispatchSemaphore(value: 0)
        DispatchQueue.global().async { [stream, writer = pipe.writer] in
            for _ in 0..<100 {
                do throws(SystemError) {
                    try stream.write([UInt8](repeating: 0, count: 100_000), to: writer)
                } catch {
                    end.withLock { $0 = error }
                }
            }
            done.signal()
        }
        stream.hurry()
        #expect(done.wait(timeout: .now() + Patience.seconds(20)) == .success)
        #expect(end.withLock { $0?.isUnread } == true)
    }
}
