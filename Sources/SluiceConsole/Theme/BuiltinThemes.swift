/// The themes that need no file at a station: those of `themes/`, which are compiled in.
package enum BuiltinThemes {
    /// The text of each by its name.
    package static let texts: [String: String] = [
        "ansi": PackageResources.ansi_theme,
        "cvd-dark": PackageResources.cvd_dark_theme,
        "cvd-light": PackageResources.cvd_light_theme,
        "dracula": PackageResources.dracula_theme,
        "gruvbox-dark": PackageResources.gruvbox_dark_theme,
        "high-contrast": PackageResources.high_contrast_theme,
        "mono": PackageResources.mono_theme,
        "nord": PackageResources.nord_theme,
        "sluice-dark": PackageResources.sluice_dark_theme,
        "sluice-light": PackageResources.sluice_light_theme,
        "solarized-dark": PackageResources.solarized_dark_theme,
        "solarized-light": PackageResources.solarized_light_theme,
    ].mapValues { String(decoding: $0, as: UTF8.self) }

    /// A theme that is always there; for names that are not compiled in, `sluice-dark`.
    package static func theme(_ name: String) -> Theme {
        (texts[name] ?? texts["sluice-dark"]).flatMap { ThemeReader($0, name: name).theme }
            ?? Theme(name: name, variant: .any, palette: [:], styles: [:])
    }
}
