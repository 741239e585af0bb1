/// All commands in the order of help; a command that is not listed here does not exist.
package enum CommandCatalog {
    /// The commands; the first is the one without words.
    package static let commands: [Command] = [
        .run,
        .attach,
        .ingest,
        .check,
        .status,
        .quarantineList,
        .quarantineShow,
        .quarantineExport,
        .datasetsList,
        .datasetsShow,
        .datasetsCheck,
        .datasetsTry,
        .simulate,
        .themesList,
        .themesCheck,
        .configShow,
        .doctor,
        .initialize,
        .help,
    ]
}
