internal import Glibc
internal import SluiceCore

extension FuzzTarget {
    /// A time that is read and written again is the same time.
    static let time = FuzzTarget(name: "time") { bytes in
        guard let time = TimeText.parse(bytes.span, 0..<bytes.count) else { return nil }
        let text = TimeText.format(milliseconds: time.milliseconds, fraction: time.fraction)
        guard let again = TimeText.parse(text.span, 0..<text.count) else {
            return "its own text is no time"
        }
        return again.milliseconds == time.milliseconds ? nil : "another time when read again"
    }

    /// A number that is read is the one strtod reads, bit for bit.
    static let number = FuzzTarget(name: "number") { bytes in
        let mark = UInt8(ascii: ".")
        guard bytes.count < 4096,
            let found = DecimalNumber.parse(bytes.span, 0..<bytes.count, decimalMark: mark)
        else { return nil }
        guard found.isFinite else { return "a number that is none" }
        let wanted = strtod(String(decoding: bytes, as: UTF8.self), nil)
        return found.bitPattern == wanted.bitPattern ? nil : "\(found) instead of \(wanted)"
    }

    /// The filter language never ends the program, whatever is typed.
    static let filter = FuzzTarget(name: "filter") { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        _ = try? FilterExpression(text)
        return nil
    }
}
