/// The themes that need no file: they are compiled in, and the files of the same names say the same.
package enum BuiltinThemes {
    /// The text of each by its name.
    package static let texts: [String: String] = [
        "sluice-dark": sluiceDark, "ansi": ansi, "mono": mono,
    ]

    /// A theme that is always there; for names that are not compiled in, `sluice-dark`.
    package static func theme(_ name: String) -> Theme {
        ThemeReader(texts[name] ?? sluiceDark, name: name).theme
            ?? Theme(name: name, variant: .any, palette: [:], styles: [:])
    }

    private static let sluiceDark = """
        [meta]
        name = sluice-dark
        variant = dark

        [palette]            # name = #rrggbb  256  16-name
        bg      = #11151c  233  black
        fg      = #d7dce4  253  white
        dim     = #8b95a5  246  bright-black
        line    = #5c6675  241  bright-black
        ok      = #7bc47f  114  green
        warn    = #e5b454  179  yellow
        err     = #ff7b72  210  red
        info    = #6cb6ff   75  blue
        accent  = #56d4dd   80  cyan
        sel     = #2a3444  236  blue

        [style]  # role = fg [on bg] [bold dim italic underline reverse]
        text        = fg on bg
        header      = fg on sel bold
        footer.key  = accent bold
        footer.text = dim
        border      = line
        border.focus= accent bold
        title       = fg bold
        row.select  = fg on sel bold
        row.mark    = accent bold
        level.ok    = ok
        level.warn  = warn bold
        level.error = err bold
        level.alert = err bold reverse
        level.info  = info
        chart.line  = info
        chart.bad   = err
        chart.limit = warn
        chart.axis  = dim
        edit.field  = fg on sel underline
        edit.bad    = err bold underline
        edit.changed= warn bold
        search.match= warn reverse
        escape      = err reverse
        stale       = dim italic

        """

    private static let ansi = """
        [meta]
        name = ansi
        variant = any        # uses only the terminal's own 16 colours and default fg/bg

        [palette]
        bg      = default
        fg      = default
        dim     = bright-black
        line    = bright-black
        ok      = green
        warn    = yellow
        err     = red
        info    = blue
        accent  = cyan
        sel     = default

        [style]  # role = fg [on bg] [bold dim italic underline reverse]
        text        = fg on bg
        header      = fg reverse
        footer.key  = accent bold
        footer.text = dim
        border      = line
        border.focus= accent bold
        title       = fg bold
        row.select  = fg reverse
        row.mark    = accent bold
        level.ok    = ok
        level.warn  = warn bold
        level.error = err bold
        level.alert = err bold reverse
        level.info  = info
        chart.line  = info
        chart.bad   = err
        chart.limit = warn
        chart.axis  = dim
        edit.field  = fg underline
        edit.bad    = err bold underline
        edit.changed= warn bold
        search.match= warn reverse
        escape      = err reverse
        stale       = dim italic

        """

    private static let mono = """
        [meta]
        name = mono
        variant = any        # also NO_COLOR, TERM=vt100, and terminals without colour

        [palette]
        bg      = default
        fg      = default
        dim     = default
        line    = default
        ok      = default
        warn    = default
        err     = default
        info    = default
        accent  = default
        sel     = default

        [style]  # role = fg [on bg] [bold dim italic underline reverse]
        text        = fg on bg
        header      = fg reverse
        footer.key  = accent bold
        footer.text = dim
        border      = line
        border.focus= accent bold
        title       = fg bold
        row.select  = fg reverse
        row.mark    = accent bold
        level.ok    = ok
        level.warn  = warn underline
        level.error = err bold underline
        level.alert = err bold reverse
        level.info  = info
        chart.line  = info
        chart.bad   = err
        chart.limit = warn
        chart.axis  = dim
        edit.field  = fg underline
        edit.bad    = err bold underline
        edit.changed= warn bold
        search.match= warn reverse
        escape      = err reverse
        stale       = dim italic

        """
}
