internal import FoundationEssentials
internal import SluiceConsole
internal import Testing

@Suite("Themes can be read")
struct ThemeCheckTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "themes").path
    private static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".theme") }.map { String($0.dropLast(6)) }.sorted()

    private func text(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: Self.folder + "/\(name).theme"), encoding: .utf8)
    }

    @Test("there are twelve")
    func count() { #expect(Self.names.count == 12) }

    @Test(
        "a theme has every role, no problem, its file's name and enough contrast", arguments: names)
    func theme(_ name: String) throws {
        let reader = ThemeReader(try text(name), name: name)
        #expect(reader.problems.isEmpty, "\(reader.problems)")
        let theme = try #require(reader.theme)
        #expect(theme.name == name)
        #expect(Set(theme.styles.keys) == Set(StyleRole.allCases))
        let check = ThemeCheck(theme)
        for failure in check.failures {
            Issue.record("\(failure.kind) \(failure.subject) \(failure.depth): \(failure.value)")
        }
        #expect(check.measurements.isEmpty == ["ansi", "mono"].contains(name))
    }

    @Test("the colour-blind can tell the levels apart", arguments: ["cvd-dark", "cvd-light"])
    func colorBlind(_ name: String) throws {
        let theme = try #require(ThemeReader(try text(name), name: name).theme)
        let measured = ThemeCheck(theme).measurements.filter { $0.kind == .difference }
        #expect(measured.count == 18)
    }

    @Test("every file is compiled in as it stands")
    func builtin() throws {
        let files = try Dictionary(uniqueKeysWithValues: Self.names.map { ($0, try text($0)) })
        #expect(BuiltinThemes.texts == files)
    }

    @Test("the formulas give the published figures")
    func formulas() {
        let (black, white) = (LinearColor(sRGB: 0), LinearColor(sRGB: 0xffffff))
        #expect(abs(black.contrast(with: white) - 21) < 0.001)
        #expect(abs(LinearColor(sRGB: 0x777777).contrast(with: white) - 4.478) < 0.001)
        #expect(abs(black.distance(to: white) - 100) < 0.01)
        let (red, green) = (LinearColor(sRGB: 0xff0000), LinearColor(sRGB: 0x00ff00))
        #expect(abs(red.distance(to: green) - 170.58) < 0.05)
        let seen = ColorVision.deuteranopia.seen(white)
        #expect(abs(seen.red - 1) < 0.001 && abs(seen.blue - 1) < 0.001)
    }
}
