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
        #expect(labels(15.2, 35.9, rows: 12) == ["36", "32", "28", "24", "20", "16"])
        #expect(labels(19, 29.2, rows: 12) == ["30", "28", "26", "24", "22", "20"])
    }

    @Test(
        arguments: [
            (19, 29.2), (0.2, 0.31), (-3, 1000), (0, 101), (-40.5, 41), (18.3, 30.8), (14.3, 34.6),
            (0.5, 999.5), (36.6, 37.9), (1_000, 1_033),
        ])
    func theValuesFillMostOfTheHeight(low: Double, high: Double) throws {
        for rows in [9, 10, 12, 23, 27, 40] {
            let bucket = LocationDetail.Bucket(count: 1, mean: low, minimum: low, maximum: high)
            let scale = try #require(AxisScale([bucket], rows: rows))
            let filled = scale.row(low) - scale.row(high) + 1
            #expect(filled * 100 >= rows * 80, "\(filled) of \(rows)")
            #expect(labels(low, high, rows: rows).count >= 3)
        }
    }

    @Test func aNumberStandsOnTheRowOfItsValue() throws {
        for (low, high) in [(15.2, 35.9), (-40.5, 41), (0.2, 0.31), (1_000, 1_033)] {
            for rows in [9, 12, 27] {
                let bucket = LocationDetail.Bucket(count: 1, mean: low, minimum: low, maximum: high)
                let scale = try #require(AxisScale([bucket], rows: rows))
                for row in 0..<rows {
                    guard let text = scale.label(row)?.string else { continue }
                    #expect(scale.row(try #require(Double(text))) == row)
                }
            }
        }
    }

    @Test func smallAndLargeDistancesHaveNumbersToo() {
        #expect(labels(5, 5, rows: 5).count == 3)
        #expect(labels(0.001, 0.002, rows: 5).first?.hasPrefix("0.00") == true)
        #expect(labels(-1.7e308, 1.7e308, rows: 9).count >= 3)
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
