import Testing

@testable internal import SluiceConsole
internal import SluiceCore

@Suite struct CellTextTests {
    @Test(arguments: [
        ([0x1B, 0x5B, 0x32, 0x4A], "^[[2J"), ([0x00, 0x09], "^@^I"), ([0x7F], "^?"),
        (Array("→ 日".utf8), "> <65E5>"),
    ])
    func whereOnlyASCIIMayBeDrawnControlsKeepTheirNames(bytes: [UInt8], shown: String) {
        let cells = CellText(Sanitiser.safe(bytes), medium: .ascii).cells
        #expect(String(String.UnicodeScalarView(cells.map(\.character))) == shown)
    }
}
