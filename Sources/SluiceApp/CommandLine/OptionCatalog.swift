internal import SluiceConfig

/// The options every command accepts, and those of the original program; an option means the same wherever it is accepted.
///
/// All others are listed by the commands that take them.
package enum OptionCatalog {
    /// The options every command accepts.
    package static let global: [CommandOption] = [.station, .help, .version]
    /// Spellings of the original program that stand for commands.
    package static let aliases: [CommandOption] = [.file, .status]

    /// The flags of settings, from their catalog: they win over the environment and `sluice.toml`.
    package static let settings: [CommandOption] = ConfigurationOption.catalog.compactMap {
        setting in
        setting.flag.map {
            CommandOption($0, value: setting.kindName.uppercased(), setting.documentation)
        }
    }

    /// Every option that one of the commands accepts, each once.
    package static func all(of commands: [Command]) -> [CommandOption] {
        (global + aliases + commands.flatMap(\.options)).reduce(into: []) { options, option in
            if !options.contains(option) { options.append(option) }
        }
    }
}

extension CommandOption {
    /// Where the station is.
    package static let station = CommandOption(
        "--station", value: "DIR", "the station's directory (default: the current one)")
    /// Help instead of work.
    package static let help = CommandOption("--help", short: "-h", "show help and end")
    /// The version instead of work.
    package static let version = CommandOption("--version", "show the version and end")
    /// The pipeline without a console.
    package static let headless = CommandOption("--headless", "run the pipeline without a console")
    /// Lines instead of a screen.
    package static let plain = CommandOption(
        "--plain", "write lines instead of showing a screen, for screen readers and for files")
    /// A console that changes nothing.
    package static let readOnly = CommandOption(
        "--read-only", "show everything and change nothing")
    /// End when nothing is left to do.
    package static let once = CommandOption(
        "--once", "take all that is there and arrives meanwhile, then end")
    /// Machine-readable output.
    package static let json = CommandOption("--json", "write JSON, one object a line")
    /// Settings as a file.
    package static let toml = CommandOption("--toml", "write them as a sluice.toml")
    /// Show and change nothing.
    package static let dryRun = CommandOption("--dry-run", "say what would be done, change nothing")
    /// Length of a list.
    package static let limit = CommandOption(
        "--limit", value: "N", "at most N entries; 0: all")
    /// Where a list goes on.
    package static let after = CommandOption("--after", value: "ID", "only entries after this one")
    /// Filter by finding code.
    package static let code = CommandOption(
        "--code", value: "CODE",
        "only with a finding of this code, such as RANGE; it is in --column and of --shape too")
    /// Filter by file.
    package static let inFile = CommandOption("--in", value: "NAME", "only entries of this file")
    /// Filter by column.
    package static let column = CommandOption(
        "--column", value: "NAME",
        "only with a finding in this column, or of this rule across fields")
    /// Filter by what became of the entry.
    package static let entryState = CommandOption(
        "--state", value: "STATE", "held (default), released, discarded, superseded or all")
    /// Filter as in the console.
    package static let filter = CommandOption(
        "--filter", value: "TEXT",
        "only what the console's filter lets through, such as 'loc:104 >50'")
    /// Filter by location.
    package static let location = CommandOption(
        "--location", value: "NAME", "only records of this location")
    /// Filter by the shape of the value.
    package static let shape = CommandOption(
        "--shape", value: "SHAPE",
        "only with a finding of this shape, as groups show it: digits as 9, letters as a, (empty), (none)"
    )
    /// What entries of a group have in common.
    package static let groupBy = CommandOption(
        "--group-by", value: "LIST",
        "what they have in common, with commas: reason field file location shape")
    /// Everything held.
    package static let allEntries = CommandOption(
        "--all", "all entries that the command can be done to")
    /// Why an operation is done.
    package static let reason = CommandOption(
        "--reason", value: "TEXT", "why, for the journal; `accept` needs one")
    /// New text of a field.
    package static let set = CommandOption(
        "--set", value: "TEXT", "the new text: of an edit FIELD=VALUE, of a repair VALUE")
    /// A column of a rejected file.
    package static let map = CommandOption(
        "--map", value: "COLUMN=FIELD", "the field that a column is; several times if need be")
    /// A record in new words.
    package static let rawText = CommandOption(
        "--raw-text", value: "TEXT", "the whole record, anew")
    /// The field of a repair.
    package static let field = CommandOption("--field", value: "NAME", "the field that is repaired")
    /// An expression.
    package static let expression = CommandOption(
        "--expression", value: "SQL", "an SQL expression over the fields; v is the field itself")
    /// A conversion of units.
    package static let convert = CommandOption(
        "--convert", value: "FROM:TO", "convert the number from one unit to another")
    /// Changes as the console writes them.
    package static let change = CommandOption(
        "--change", value: "LINE",
        "changes as the console writes them: FIELD = EXPRESSION; FIELD = degF -> degC; …")
    /// A cell more.
    package static let insertCell = CommandOption(
        "--insert-cell", "put in an empty cell at the field, moving the others to the right")
    /// A cell less.
    package static let removeCell = CommandOption(
        "--remove-cell", "take out the cell at the field, moving the others to the left")
    /// The file that takes the place of another.
    package static let byFile = CommandOption(
        "--by", value: "FILE", "the number of the file that takes its place")
    /// Where a rebuild finds decisions.
    package static let decisionsFile = CommandOption(
        "--decisions", value: "FILE",
        "take operators' decisions from this backup instead of the old database")
    /// What an export is written as.
    package static let format = CommandOption("--format", value: "FORMAT", "csv (default) or jsonl")
    /// Where an export goes.
    package static let outputFile = CommandOption(
        "--output", value: "FILE", "write to this new file instead of the standard output")
    /// Bytes as they are.
    package static let raw = CommandOption(
        "--raw", "write the bytes of the data as they are")
    /// Mend what is safe to mend.
    package static let repair = CommandOption("--repair", "make the repairs that lose nothing")
    /// Look at the bytes as well.
    package static let deep = CommandOption(
        "--deep", "read archived and waiting files, too, and compare their SHA-256")
    /// Stored rows too.
    package static let holdRows = CommandOption(
        "--hold-rows", "hold stored rows too that only the new limits refuse")
    /// Another limit of a field; any number of times.
    package static let withLimit = CommandOption(
        "--with", value: "FIELD.LIMIT=N",
        "another limit: FIELD.minimum=N or FIELD.maximum=N, without N none; may be repeated")
    /// Do what is usually refused.
    package static let force = CommandOption(
        "--force", "do it although there seems to be no need")
    /// No messages about progress.
    package static let quiet = CommandOption("--quiet", short: "-q", "no summary on stderr")
    /// The original program's spelling of `ingest`.
    package static let file = CommandOption("--file", value: "F", "the same as: sluice ingest F")
    /// The original program's spelling of `status`.
    package static let status = CommandOption("--status", "the same as: sluice status")
}
