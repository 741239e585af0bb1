import SluiceCore
import Testing

@Suite("A histogram of values")
struct ValueHistogramTests {
    @Test("counts every value once, from the smallest to the largest")
    func counts() throws {
        let stored = (0..<400).map { Double($0 % 100) / 20 }
        let bins = ValueHistogram.bins(stored: stored, held: [-3, -2.5, 7])
        #expect(bins.count == ValueHistogram.stepCount)
        #expect(bins.first?.start == -3)
        #expect(bins.map(\.stored).reduce(0, +) == 400)
        #expect(bins.map(\.held).reduce(0, +) == 3)
        #expect(bins.first?.held == 1 && bins.last?.held == 1)
    }

    @Test("a few wild values do not flatten it")
    func wild() throws {
        let held = (0..<300).map { Double($0) / 100 } + [-999, 1e300]
        let bins = ValueHistogram.bins(stored: [0, 5], held: held)
        #expect(bins.first?.start == 0)
        #expect(try #require(bins.last).start < 5)
        #expect(bins.map(\.held).reduce(0, +) == 302)
    }

    @Test("whole numbers are counted in whole steps, one for each where they are few")
    func whole() {
        let few = ValueHistogram.bins(stored: [0, 1, 1, 0], held: [2, 2])
        #expect(few.map(\.start) == [0, 1, 2] && few.map(\.end) == [0, 1, 2])
        #expect(few.map(\.stored) == [2, 2, 0] && few.map(\.held) == [0, 0, 2])
        let many = ValueHistogram.bins(stored: (0...100).map(Double.init), held: [])
        #expect(many.prefix(2).map(\.start) == [0, 3] && many.first?.end == 2)
        #expect(many.last?.start == 99 && many.last?.end == 100)
        #expect(many.map(\.stored).reduce(0, +) == 101)
        let others = ValueHistogram.bins(stored: [0, 0.5, 2], held: [])
        #expect(others.count == ValueHistogram.stepCount && others.last?.end == 2)
    }

    @Test("one value is one step; none is none; a sample is scaled up")
    func edges() {
        #expect(ValueHistogram.bins(stored: [2, 2], held: []).map(\.stored) == [2])
        #expect(ValueHistogram.bins(stored: [], held: [.nan]).isEmpty)
        #expect(ValueHistogram.bins(stored: [2, 2], held: [2], scale: 10).map(\.stored) == [20])
        #expect(ValueHistogram.bins(stored: [2, 2], held: [2], scale: 10).map(\.held) == [1])
    }
}
