// What libFuzzer calls with bytes of its own making. Built by Tests/Fuzz/fuzz together with the sources themselves.
import Glibc
import SluiceConfig
import SluiceCore

/// Stops the process, so that libFuzzer keeps the input as a find.
func require(_ condition: Bool, _ words: @autoclosure () -> String) {
    if !condition { fatalError(words()) }
}

/// A file read as a whole and in pieces must be judged alike; rows and held records are those read.
func readCSV(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let header =
        "timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,noise_level_db,"
        + "lighting_lux,crowd_density,stress_level,sleep_hours,mood_score,mental_health_status\n"
    let rest = Array(bytes.dropFirst())
    let text = first & 1 == 0 ? rest : Array(header.utf8) + rest
    let whole = judge(text, pieces: text.count + 1)
    let parts = judge(text, pieces: Int(first >> 1) + 1)
    require(whole == parts, "in pieces \(parts), as a whole \(whole)")
}

/// Everything about a file's judgement that must not depend on how it was read.
struct Judgement: Equatable {
    var rows: [UInt32] = []
    var times: [Int64] = []
    var held: [HeldRecord] = []
    var rejection: [FindingCode]?
    var stored = 0
    var records = 0
}

func judge(_ bytes: [UInt8], pieces size: Int) -> Judgement {
    var judge = FileJudge(catalog: DatasetCatalog(), fileName: Array("fuzz.csv".utf8))
    let chunk = RecordChunk(schema: Dataset.university.schema)
    var result = Judgement()
    var (start, end) = (0, min(size, bytes.count))
    func keep() {
        result.rows += chunk.lines
        result.times += chunk.timestamps
        result.held += chunk.held
        if let schema = judge.schema { chunk.reset(for: schema) }
    }
    while true {
        let isFinal = end == bytes.count
        let step = judge.read(bytes.span.extracting(start..<end), isFinal: isFinal, into: chunk)
        start += step.consumed
        switch step.progress {
        case .headerRead: if let schema = judge.schema { chunk.reset(for: schema) }
        case .chunkFull: keep()
        case .needsInput:
            require(!isFinal, "wants more than the whole file")
            end = min(end + size, bytes.count)
        case .rejected(let findings):
            result.rejection = findings.map(\.code)
            return result
        case .finished:
            keep()
            result.stored = judge.counts.stored
            result.records = judge.counts.records
            require(result.rows.count == result.stored, "rows are not those stored")
            require(result.rows.count + result.held.count == result.records, "records are lost")
            return result
        }
    }
}

/// A time that is read and written again is the same time.
func readTime(_ bytes: [UInt8]) {
    guard let time = TimeText.parse(bytes.span, 0..<bytes.count) else { return }
    let text = TimeText.format(milliseconds: time.milliseconds, fraction: time.fraction)
    guard let again = TimeText.parse(text.span, 0..<text.count) else {
        return require(false, "its own text is no time")
    }
    require(again.milliseconds == time.milliseconds, "another time when read again")
}

/// A number that is read is the one strtod reads, bit for bit.
func readNumber(_ bytes: [UInt8]) {
    guard bytes.count < 4096 else { return }
    let found = DecimalNumber.parse(bytes.span, 0..<bytes.count, decimalMark: UInt8(ascii: "."))
    guard let found else { return }
    require(found.isFinite, "a number that is none")
    let wanted = (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
        $0.baseAddress.map { strtod($0, nil) } ?? 0
    }
    require(found.bitPattern == wanted.bitPattern, "\(found) instead of \(wanted)")
}

/// The filter language never ends the program, whatever is typed.
func readFilter(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    _ = try? FilterExpression(text)
}

/// Rules are kept as they are written: compiling them is the matter of SQLite, which is not fuzzed here.
let uncompiled = ExpressionCompiler { text, fields, _ in
    .success(RowExpression(text, fields: fields) { { _ in .failed("not compiled") } })
}

/// A dataset that is read can be written, and is the same when it is read again.
func readDataset(_ bytes: [UInt8]) {
    guard let document = try? TomlDocument(parsing: bytes, file: "fuzz.toml"),
        let dataset = try? DatasetReader.read(document, expressions: uncompiled)
    else { return }
    let text = DatasetWriter.text(of: dataset)
    guard let again = try? TomlDocument(parsing: Array(text.utf8), file: "again.toml"),
        let same = try? DatasetReader.read(again, expressions: uncompiled)
    else { return require(false, "its own text is no dataset: \(text)") }
    require(same == dataset, "another dataset when read again")
}

let target: @Sendable ([UInt8]) -> Void = {
    switch getenv("FUZZ_TARGET").map({ String(cString: $0) }) {
    case "csv": readCSV
    case "time": readTime
    case "number": readNumber
    case "filter": readFilter
    case "dataset": readDataset
    default: fatalError("FUZZ_TARGET is csv, time, number, filter or dataset")
    }
}()

/// Gives an input to the target that the environment names.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    target(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
