internal import SluiceCore
internal import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("200ms", Duration.milliseconds(200)), ("1s", .seconds(1)), ("1.5 s", .milliseconds(1500)),
        ("2", .seconds(2)), ("0.25min", .seconds(15)), ("1m", .seconds(60)), ("1h", .seconds(3600)),
        ("7us", .microseconds(7)), ("3ns", .nanoseconds(3)), ("1d", .seconds(86_400)),
    ])
    func aDurationIsRead(text: String, duration: Duration) {
        #expect(DurationText.parse(text) == duration)
    }

    @Test(arguments: [
        "", "s", "-1s", "1.s", ".5s", "1 S", "1.2.3s", "0.5ns", "1e3s", "99999999999d",
    ])
    func whatIsNoDurationIsRefused(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test func numbersCountSeconds() {
        #expect(DurationText.seconds(0.2) == .milliseconds(200))
        for number in [-1, .nan, .infinity, 1e30] {
            #expect(DurationText.seconds(number) == nil)
        }
    }

    @Test(arguments: ["0s", "200ms", "1s", "90s", "15us", "1001ns"])
    func aWrittenDurationReadsBackTheSame(text: String) throws {
        #expect(DurationText.text(try #require(DurationText.parse(text))) == text)
    }
}
