/// Recognises the mark that some programs write before the first byte of a text file.
package enum ByteOrderMark {
    /// What stands at the beginning of a file.
    package enum Kind: Sendable, Hashable {
        /// No mark.
        case none
        /// The three bytes `EF BB BF`, to be passed over.
        case utf8
        /// The mark of UTF-16, either byte order.
        case utf16
        /// The mark of UTF-32, either byte order.
        case utf32
    }

    /// Looks at the first four bytes of a file, or at all of them if it has fewer.
    package static func kind(of bytes: Span<UInt8>) -> Kind {
        func starts(_ mark: UInt8...) -> Bool {
            bytes.count >= mark.count && mark.indices.allSatisfy { bytes[$0] == mark[$0] }
        }
        if starts(0xEF, 0xBB, 0xBF) { return .utf8 }
        if starts(0xFF, 0xFE, 0, 0) || starts(0, 0, 0xFE, 0xFF) { return .utf32 }
        if starts(0xFF, 0xFE) || starts(0xFE, 0xFF) { return .utf16 }
        return .none
    }
}
