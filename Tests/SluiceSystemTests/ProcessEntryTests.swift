internal import Glibc
internal import SluiceSystem
internal import SluiceTestKit
internal import Testing

@Suite("Processes")
struct ProcessEntryTests {
    private let system = System()

    @Test("this process runs, under its own name; one that does not exist is none")
    func running() throws {
        let entry = try #require(ProcessEntry(Int(getpid()), system: system))
        #expect(!entry.isStopped)
        #expect(!entry.name.isEmpty && entry.name.count <= 15)
        #expect(ProcessEntry(0, system: system) == nil)
        #expect(ProcessEntry(-1, system: system) == nil)
    }

    @Test("a process that a signal holds is told apart, until it goes on")
    func stopped() throws {
        let child = try ChildProcess("/bin/sleep", ["600"])
        defer { child.signal(SIGKILL) }
        let number = Int(child.number)
        let waiter = Waiter()
        try waiter.poll { ProcessEntry(number, system: system)?.name == Array("sleep".utf8) }
        child.signal(SIGSTOP)
        try waiter.poll { ProcessEntry(number, system: system)?.isStopped == true }
        child.signal(SIGCONT)
        try waiter.poll { ProcessEntry(number, system: system)?.isStopped == false }
    }
}
