@testable internal import SluiceStore
internal import Testing

@Suite("Sorting by numbers byte by byte")
struct RadixOrderTests {
    @Test("entries come in the order of their keys, and stay in theirs where keys are alike")
    func order() {
        let keys = (0..<5000).map { Int64($0 * 7919 % 601 - 300) << 20 }
        var items = keys.enumerated().map {
            RadixOrder.Item(key: RadixOrder.key($0.element), entry: Int32($0.offset))
        }
        RadixOrder.sort(&items)
        let wanted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        #expect(items.map { Int($0.entry) } == wanted)
        var none: [RadixOrder.Item<UInt64>] = []
        RadixOrder.sort(&none)
        #expect(none.isEmpty)
    }

    @Test("short keys sort alike")
    func shortKeys() {
        let keys = (0..<5000).map { UInt32($0 * 7919 % 601) << 16 }
        var items = keys.enumerated().map {
            RadixOrder.Item(key: $0.element, entry: Int32($0.offset))
        }
        RadixOrder.sort(&items)
        let wanted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        #expect(items.map { Int($0.entry) } == wanted)
    }

    @Test("floating-point numbers keep their order, and both zeros are alike")
    func numbers() {
        let numbers = [
            -Double.infinity, -1e300, -2.5, -1e-300, 0.0, 1e-300, 1, 2.5, 1e300, .infinity,
        ]
        #expect(numbers.map { RadixOrder.key($0) } == numbers.map { RadixOrder.key($0) }.sorted())
        #expect(RadixOrder.key(-0.0) == RadixOrder.key(0.0))
        #expect(numbers.map { RadixOrder.number(RadixOrder.key($0)) } == numbers)
    }
}
