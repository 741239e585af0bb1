internal import SluiceCore

/// Readings of a campus as they might be: days and nights, weekends, five places, and values that go together.
///
/// Whole numbers only (thousandths of the units), so that a seed gives the same bytes on every machine. Temperature, light
/// and crowd follow the hour; noise follows the crowd, stress the noise, sleep and mood the stress. All values lie within
/// those of the real file, except that none is out of range.
struct CampusModel {
    /// A place and how it differs, in thousandths.
    private struct Place {
        let name: [UInt8]
        let temperature: Int
        let crowdPercent: Int
        let noise: Int
        let lighting: Int

        init(_ name: String, temperature: Int, crowdPercent: Int, noise: Int, lighting: Int) {
            self.name = Array(name.utf8)
            self.temperature = temperature
            self.crowdPercent = crowdPercent
            self.noise = noise
            self.lighting = lighting
        }
    }

    private static let places = [
        Place("101", temperature: -600, crowdPercent: 80, noise: -9000, lighting: 15_000),
        Place("102", temperature: 500, crowdPercent: 115, noise: 1500, lighting: 5000),
        Place("103", temperature: 1100, crowdPercent: 125, noise: 8000, lighting: -5000),
        Place("104", temperature: 200, crowdPercent: 75, noise: -3000, lighting: -20_000),
        Place("105", temperature: -1200, crowdPercent: 90, noise: 3000, lighting: 30_000),
    ]

    /// By hour of the day, in hundredths: how busy the campus is, how warm, how light.
    private static let activity = [
        5, 3, 2, 2, 2, 4, 10, 25, 55, 80, 92, 95, 86, 90, 94, 90, 80, 68, 56, 48, 40, 30, 18, 10, 5,
    ]
    private static let warmth = [
        -60, -70, -80, -88, -95, -100, -92, -75, -50, -22, 8, 36, 62, 82, 95, 100, 96, 84, 64, 40,
        16,
        -8, -28, -46, -60,
    ]
    private static let daylight = [
        0, 0, 0, 0, 0, 4, 15, 32, 52, 70, 85, 95, 100, 98, 92, 82, 68, 50, 32, 18, 8, 3, 0, 0, 0,
    ]

    private var random: SeededGenerator
    /// Microseconds since 1970 of the next reading, and from one to the next.
    private var time: Int64
    private let step: Int64
    private var day: Int64 = -1
    private var dayText: [UInt8] = []

    /// A model of certain times; without any, of the quarters of an hour from one within 2020…2024 on that the generator chooses.
    init(random: SeededGenerator, times: SimulatedTimes? = nil) {
        self.random = random
        let quarter = 18_262 * 96 + self.random.below(1827 * 96)
        time = times?.first ?? Int64(quarter) * SimulatedTimes.quarterOfAnHour
        step = times?.step ?? SimulatedTimes.quarterOfAnHour
    }

    /// Fills a record, which must be reset, with the next reading.
    mutating func fill(_ record: inout SimulatedRecord) {
        let (day, second) = (time / 1_000_000).quotientAndRemainder(dividingBy: 86_400)
        time += step
        writeTime(day: day, second: Int(second), to: &record[.timestamp])
        let minuteOfDay = Int(second) / 60
        let place = Self.places[random.below(Self.places.count)]
        record[.location].append(contentsOf: place.name)
        let isWeekend = (day + 4) % 7 % 6 == 0
        let busy = Self.value(of: Self.activity, at: minuteOfDay) * (isWeekend ? 45 : 100) / 100

        let temperature = Self.within(
            15_236...33_579,
            24_200 + place.temperature + 28 * Self.value(of: Self.warmth, at: minuteOfDay)
                + random.spread(1900))
        let humidity = Self.within(
            29_805...91_377, 60_200 - 2 * (temperature - 24_200) + random.spread(7000))
        let airQuality = Self.within(20...149, 62 + busy * 45 / 100 + random.spread(26))
        let crowd = Self.within(
            5...59, (6 + busy * 46 / 100) * place.crowdPercent / 100 + random.spread(7))
        let noise = Self.within(
            24_541...85_926, 40_000 + place.noise + 500 * crowd + random.spread(5500))
        let lighting = Self.within(
            155_222...502_627,
            235_000 + place.lighting + 1350 * Self.value(of: Self.daylight, at: minuteOfDay)
                + random.spread(30_000))
        let stress = Self.within(
            1...78, 36 + (noise - 54_000) * 45 / 100_000 + (isWeekend ? -6 : 3) + random.spread(11))
        let sleep = Self.within(300...995, 642 - (stress - 39) * 4 + random.spread(95))
        let mood = Self.within(
            0...30, 16 - (stress - 39) * 35 / 100 + (sleep - 642) * 2 / 100 + random.spread(6))
        let isStruggling = stress + random.spread(12) > 40

        write(temperature, decimals: 14 + min(1, random.below(3)), to: &record[.temperature])
        write(humidity, decimals: 14, to: &record[.humidity])
        Self.write(airQuality, to: &record[.airQuality])
        write(noise, decimals: 14, to: &record[.noise])
        write(lighting, decimals: 13 + random.below(2), to: &record[.lighting])
        Self.write(crowd, to: &record[.crowd])
        Self.write(stress, to: &record[.stress])
        Self.write(hundredths: sleep, to: &record[.sleep])
        Self.write(mood / 10, to: &record[.mood])
        record[.mood] += [0x2E, 0x30 + UInt8(mood % 10)]
        Self.write(isStruggling ? 1 : 0, to: &record[.status])
    }

    /// An hourly table between its hours, by the quarter.
    private static func value(of table: [Int], at minuteOfDay: Int) -> Int {
        let (hour, rest) = minuteOfDay.quotientAndRemainder(dividingBy: 60)
        return (table[hour] * (60 - rest) + table[hour + 1] * rest) / 60
    }

    private static func within(_ range: ClosedRange<Int>, _ value: Int) -> Int {
        min(max(value, range.lowerBound), range.upperBound)
    }

    private mutating func writeTime(day: Int64, second: Int, to field: inout [UInt8]) {
        if day != self.day {
            self.day = day
            dayText = Array(UTCText.day(microseconds: day * 86_400_000_000).utf8)
        }
        field.append(contentsOf: dayText)
        field.append(0x20)
        for part in [second / 3600, second / 60 % 60, second % 60] {
            if field.count > 11 { field.append(0x3A) }
            field.append(0x30 + UInt8(part / 10))
            field.append(0x30 + UInt8(part % 10))
        }
    }

    /// Writes thousandths with as many decimals; those that the model does not give are random, zeros at the end left out.
    private mutating func write(_ thousandths: Int, decimals: Int, to field: inout [UInt8]) {
        let (whole, part) = thousandths.quotientAndRemainder(dividingBy: 1000)
        Self.write(whole, to: &field)
        field.append(0x2E)
        let start = field.count
        field.append(0x30 + UInt8(part / 100))
        field.append(0x30 + UInt8(part / 10 % 10))
        field.append(0x30 + UInt8(part % 10))
        var digits = random.next() >> 1
        for _ in 3..<decimals {
            field.append(0x30 + UInt8(digits % 10))
            digits /= 10
        }
        while field.count > start + 1, field.last == 0x30 { field.removeLast() }
    }

    private static func write(hundredths: Int, to field: inout [UInt8]) {
        write(hundredths / 100, to: &field)
        field += [0x2E, 0x30 + UInt8(hundredths / 10 % 10)]
        if hundredths % 10 != 0 { field.append(0x30 + UInt8(hundredths % 10)) }
    }

    /// Writes a whole number from 0 to 999.
    private static func write(_ number: Int, to field: inout [UInt8]) {
        if number >= 100 { field.append(0x30 + UInt8(number / 100)) }
        if number >= 10 { field.append(0x30 + UInt8(number / 10 % 10)) }
        field.append(0x30 + UInt8(number % 10))
    }
}
