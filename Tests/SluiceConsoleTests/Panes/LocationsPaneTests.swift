import SluiceConsole
import SluiceCore
import Testing

@Suite struct LocationsPaneTests {
    /// A console whose first location has a reading so many seconds ahead of the clock.
    private static func script(ahead seconds: Int64, readings: Int = 1) -> ConsoleScript {
        ConsoleScript(columns: 120, rows: 40, SampleStation.busy) { query in
            guard case .locations(let metric, let range, let buckets, _) = query else {
                return SampleStore.answer(query)
            }
            var page = SampleStore.locations(metric, range, buckets)
            let last = SampleStation.now / 1_000 + seconds * 1_000
            page.rows[0].lastMilliseconds = last
            page.all.lastMilliseconds = last
            page.frame.readingsAhead = readings
            return .locations(page)
        }
    }

    private static func row(_ script: ConsoleScript, _ location: String) -> String {
        script.canvas().text.split(separator: "\n").map(String.init)
            .first { $0.contains(" \(location) ") && $0.contains("23.9") } ?? ""
    }

    @Test func aMetricThatTwoDatasetsHaveIsNamedWhereThereIsLittleRoom() {
        var station = SampleStation.busy
        station.metrics.append(
            MetricChoice(dataset: "greenhouse", name: "temperature_celsius", unit: "°C"))
        let script = ConsoleScript(columns: 80, rows: 24, station)
        #expect(script.canvas().text.contains(" tempera… uni… ▸"), "\(script.canvas().text)")
        let wide = ConsoleScript(columns: 200, rows: 60, station)
        #expect(wide.canvas().text.contains(" temperature_celsius of university ▸ m: metric"))
    }

    @Test(arguments: [(80, 24), (120, 40), (40, 12)])
    func metricsOfSeveralDatasetsAreToldApartByTheirOwnNames(columns: Int, rows: Int) {
        let datasets = [
            "kaggle_iot_temp": ["temperature_celsius"],
            "luftdaten_dht22": ["temperature_celsius", "humidity_percent"],
            "luftdaten_sds011": ["pm10", "pm2_5"],
            "purpleair_sensor_north": ["pm2_5_atm", "pm2_5_cf_1", "humidity_percent"],
            "purpleair_sensor_south": ["pm2_5_atm", "pm2_5_cf_1", "humidity_percent"],
        ]
        var station = SampleStation.busy
        station.metrics = datasets.sorted { $0.key < $1.key }.flatMap { dataset in
            dataset.value.map { MetricChoice(dataset: dataset.key, name: $0, unit: "") }
        }
        var script = ConsoleScript(columns: columns, rows: rows, station)
        script.press("3")
        var titles: Set<String> = []
        for metric in station.metrics {
            let title =
                script.canvas().text.split(separator: "\n")
                .first { $0.contains("3 Loc") || $0.contains("[3Loc]") }.map(String.init) ?? ""
            #expect(title.contains(" \(metric.name.prefix(3))"), "\(metric): \(title)")
            #expect(title.contains("▸"))
            titles.insert(title)
            script.press("m")
        }
        #expect(titles.count == station.metrics.count, "\(titles)")
    }

    @Test func longNamesAreToldApartWhereThereIsRoom() {
        let names = [
            "building A floor 1 room 101", "building A floor 2 room 101",
            "building B floor 1 room 101",
        ]
        func shown(_ columns: Int, _ rows: Int, keys: String = "") -> String {
            var script = ConsoleScript(columns: columns, rows: rows) { query in
                guard case .locations(var page)? = SampleStore.answer(query) else {
                    return SampleStore.answer(query)
                }
                for (index, name) in names.enumerated() { page.rows[index].location = name }
                return .locations(page)
            }
            script.press(keys)
            return script.canvas().text
        }
        let wide = shown(200, 60)
        for name in names { #expect(wide.contains(" \(name) "), "\(wide)") }
        let zoomed = shown(120, 40, keys: "3 z")
        for name in names { #expect(zoomed.contains(" \(name) "), "\(zoomed)") }
        #expect(shown(120, 40).contains(" bui… 101 "))
    }

    @Test func metricsThatBeginAlikeAreToldApartWhereThereIsLittleRoom() {
        let names = [
            "global_active_power", "global_reactive_power", "global_intensity", "sub_metering_1",
            "sub_metering_2", "voltage",
        ]
        var station = SampleStation.busy
        station.metrics = names.map { MetricChoice(dataset: "power", name: $0, unit: "kW") }
        var script = ConsoleScript(columns: 80, rows: 24, station)
        script.press("3")
        var titles: Set<String> = []
        for _ in names {
            let title = script.canvas().text.split(separator: "\n").first { $0.contains("3 Loc") }
            titles.insert(title.map(String.init) ?? "")
            script.press("m")
        }
        #expect(titles.count == names.count, "\(titles)")
        #expect(titles.contains { $0.contains(" global_activ… ▸") })
        #expect(titles.contains { $0.contains(" sub…2 ▸") })
        #expect(titles.contains { $0.contains(" voltage ▸") })
    }

    @Test(
        arguments: [
            (30, "<1m"), (3_660, "+60m"), (86_460, "+24h"), (30 * 86_400 + 60, "+30d"),
            (300 * 86_400, "+<1y"), (67 * 31_557_600 + 86_400, "+67y"),
        ] as [(Int64, String)])
    func aReadingAheadOfTheClockSaysByHowMuch(seconds: Int64, age: String) {
        var script = Self.script(ahead: seconds)
        script.press("3 z")
        #expect(Self.row(script, "101").contains(" \(age) "))
    }

    @Test func oneReadingAheadMakesNoOtherLocationLate() {
        var script = Self.script(ahead: 67 * 31_557_600)
        script.press("3 z")
        #expect(script.canvas().text.contains("1 reading ahead of the clock"))
        #expect(script.canvas().text.contains("behind: 104"))
        script = Self.script(ahead: 67 * 31_557_600, readings: SeriesFrame.aheadLimit)
        script.press("3 z")
        #expect(script.canvas().text.contains("1 000 or more readings ahead of the clock"))
    }
}
