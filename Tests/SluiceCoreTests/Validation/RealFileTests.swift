import Glibc
import SluiceCore
import Testing

/// The file that the program was conceived for; skipped where it does not lie beside the project.
@Suite struct RealFileTests {
    private static let bytes: [UInt8]? = {
        let root = #filePath.components(before: "/Tests/SluiceCoreTests/")
        let path =
            root + "/../shared/data/university_mental_health/"
            + "university_mental_health_iot_dataset.csv"
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = Array(repeating: UInt8(0), count: 1 << 16)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }()

    private static let twin: [UInt8]? = bytes.map { bytes in
        Array(bytes.split(separator: UInt8(ascii: "\n")).joined(separator: Array("\r\n".utf8)))
    }

    @Test(.enabled(if: bytes != nil), arguments: [1 << 18, 4096, 117], [false, true])
    func yieldsTheKnownCounts(_ blockSize: Int, _ isTwin: Bool) throws {
        let bytes = try #require(isTwin ? Self.twin : Self.bytes)
        let file = JudgedFile(bytes, blockSize: blockSize)
        #expect(file.rejection == nil)
        #expect(file.rows.count == 925)
        #expect(file.held.count == 75)
        #expect(file.held.first?.line == 12)
        let findings = file.held.flatMap(\.findings)
        #expect(findings.count == 75)
        #expect(findings.allSatisfy { $0.code == .range })
        #expect(findings.count { $0.columnName == "mood_score" } == 69)
        #expect(findings.count { $0.columnName == "mental_health_status" } == 6)
        #expect(
            file.judge.counts.strictFinding?.message
                == "75 of 1 000 records invalid, first on line 12")
        #expect(Set(file.rows.map(\.location)).count == 5)
    }
}

extension String {
    /// What stands before the first occurrence of a text, or all of it.
    fileprivate func components(before text: String) -> String {
        guard let range = self.firstRange(of: text) else { return self }
        return String(self[..<range.lowerBound])
    }
}
