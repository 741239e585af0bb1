import SluiceConsole
import Testing

@Suite struct ThemeReaderTests {
    private static let small = """
        [meta]
        name = small
        variant = dark
        [palette]            # name = #rrggbb 256 16-name
        bg = #102030 17 black   # a comment
        fg = default
        red = #ff0000 196 red
        sel = #203040 18 blue
        [style]
        text = fg on bg
        level.error = red bold underline
        row.select = fg on sel bold
        """

    @Test func aThemeIsReadAndResolvedAtEveryDepth() throws {
        let reader = ThemeReader(Self.small, name: "file")
        #expect(reader.problems.isEmpty)
        let theme = try #require(reader.theme)
        #expect(theme.name == "small")
        #expect(theme.variant == .dark)
        let direct = theme.resolved(.levelError, depth: .direct)
        #expect(direct.foreground == .direct(.init(red: 255, green: 0, blue: 0)))
        #expect(direct.background == .direct(.init(red: 16, green: 32, blue: 48)))
        #expect(direct.attributes == [.bold, .underline])
        #expect(theme.resolved(.levelError, depth: .indexed).foreground == .indexed(196))
        #expect(theme.resolved(.levelError, depth: .basic).foreground == .indexed(1))
        #expect(theme.resolved(.levelError, depth: .mono).foreground == .standard)
    }

    @Test func theSelectedRowLiesUnderTheRole() throws {
        let theme = try #require(ThemeReader(Self.small, name: "file").theme)
        let style = theme.resolved(.levelError, .selected, depth: .indexed)
        #expect(style.foreground == .indexed(196))
        #expect(style.background == .indexed(18))
        #expect(style.attributes == [.bold, .underline])
        #expect(theme.resolved(.text, .selected, depth: .mono).attributes == [.bold, .reverse])
    }

    @Test func aMissingRoleLooksLikeText() throws {
        let theme = try #require(ThemeReader(Self.small, name: "file").theme)
        #expect(theme.resolved(.stale, depth: .direct) == theme.resolved(.text, depth: .direct))
    }

    @Test(arguments: [
        ("[style]\ntext = fg", 2, false), ("[what]", 1, false), ("a = b", 1, false),
        ("[palette]\nx = #12345 1 red", 2, false), ("[palette]\nx = mauve", 2, false),
        ("[meta]\nvariant = odd", 2, false),
        ("[palette]\nfg = default\n[style]\ntext = fg\nodd = fg", 5, true),
        ("[palette]\nfg = default\n[style]\ntext = fg blink", 4, false),
    ])
    func problemsNameTheirLine(text: String, line: Int, isWarning: Bool) throws {
        let problem = try #require(ThemeReader(text, name: "x").problems.first)
        #expect(problem.line == line)
        #expect(problem.isWarning == isWarning)
    }
}
