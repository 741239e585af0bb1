@testable import SluiceConsole
import SluiceCore
import Testing

@Suite struct AxisScaleTests {
    private func labels(_ low: Double, _ high: Double, rows: Int) -> [String] {
        let bucket = LocationDetail.Bucket(count: 1, mean: low, minimum: low, maximum: high)
        let scale = AxisScale([bucket], rows: rows)
        return (0..<rows).compactMap { scale?.label($0)?.string }
    }

    @Test func numbersAreRoundAndHoldAllValues() {
        #expect(labels(15.2, 35.9, rows: 12) == ["40", "35", "30", "25", "20", "15"])
        #expect(labels(15.2, 35.1, rows: 9) == ["30", "20", "10"])
    }

    @Test(arguments: [(19, 29.2), (0.2, 0.31), (-3, 1000), (0, 101), (-40.5, 41)])
    func theValuesFillMostOfTheHeight(low: Double, high: Double) throws {
        for rows in [12, 23, 40] {
            let bucket = LocationDetail.Bucket(count: 1, mean: low, minimum: low, maximum: high)
            let scale = try #require(AxisScale([bucket], rows: rows))
            #expect((scale.row(low) - scale.row(high)) * 10 >= (rows - 1) * (rows < 20 ? 5 : 7))
            #expect(labels(low, high, rows: rows).count >= 3)
        }
    }

    @Test func smallAndLargeDistancesHaveNumbersToo() {
        #expect(labels(5, 5, rows: 5).count == 3)
        #expect(labels(0.001, 0.002, rows: 5).first?.hasPrefix("0.00") == true)
        #expect(labels(-1.7e308, 1.7e308, rows: 9).count == 5)
        #expect(labels(-1e-300, 1e-300, rows: 2).count == 2)
    }

    @Test func everyValueLiesOnARow() throws {
        let values: [(Double, Double)] = [
            (-1.7e308, 1.7e308), (0, 0), (1e15, 1e15 + 1), (-3.2, 180.75),
        ]
        for (low, high) in values {
            for rows in 1...30 {
                let bucket = LocationDetail.Bucket(
                    count: 1, mean: low, minimum: low, maximum: high)
                let scale = try #require(AxisScale([bucket], rows: rows))
                #expect((0..<rows).contains(scale.row(low)))
                #expect((0..<rows).contains(scale.row(high)))
                #expect(scale.row(low) >= scale.row(high))
            }
        }
    }
}
