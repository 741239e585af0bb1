// What libFuzzer calls; built by the script beside it, not part of the tests.
internal import Glibc

private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) }
    guard let target = FuzzTarget.catalog.first(where: { $0.name == name }) else {
        fatalError("FUZZ_TARGET is one of \(FuzzTarget.catalog.map(\.name))")
    }
    return target
}()

/// Gives an input to the target that the environment names; stops the process at a fault, so that the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    if let fault = target.fault(Array(UnsafeBufferPointer(start: data, count: size))) {
        fatalError(fault)
    }
    return 0
}
