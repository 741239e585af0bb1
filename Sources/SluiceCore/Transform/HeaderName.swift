/// Names of columns as they are compared.
package enum HeaderName {
    /// The name in lower case, each run of ASCII blanks and punctuation as one `_`, none at either end.
    ///
    /// `Temperature Celsius` becomes `temperature_celsius`, `CO2 [PPM]` becomes `co2_ppm`. Non-ASCII letters stay; those
    /// with a lower case of one scalar take it. Control characters other than the tab stay too, and ill-formed UTF-8
    /// becomes U+FFFD, so that such names match no proper one.
    package static func normalized(_ name: some Sequence<UInt8>) -> String {
        var normalized = String.UnicodeScalarView()
        var hasGap = false
        for scalar in String(decoding: Array(name), as: UTF8.self).unicodeScalars {
            if isGap(scalar) {
                hasGap = true
                continue
            }
            if hasGap && !normalized.isEmpty { normalized.append("_") }
            hasGap = false
            normalized.append(lowered(scalar))
        }
        return String(normalized)
    }

    /// The lower case of one scalar; itself when that is none or several. The properties of a scalar are slow to look up.
    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "A"..."Z": return Unicode.Scalar(UInt8(scalar.value) | 0x20)
        case "\0"..."~": return scalar
        default:
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            return lower.count == 1 ? lower.first ?? scalar : scalar
        }
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": false
        case "\t", " "..."~": true
        default: false
        }
    }
}
