extension SafeText: ExpressibleByStringInterpolation {
    /// Literals of the program with safe texts, whole numbers and, named so, data between them.
    ///
    /// `"\(held) of \(total): \(data: name)"`; data passes the ``Sanitiser`` on its way.
    package struct StringInterpolation: StringInterpolationProtocol {
        /// What has been put together.
        fileprivate var text: SafeText = ""

        /// Begins with nothing.
        package init(literalCapacity: Int, interpolationCount: Int) {}

        /// Appends a part of the literal.
        package mutating func appendLiteral(_ literal: StaticString) {
            text = text + SafeText(literal)
        }

        /// Appends a safe text.
        package mutating func appendInterpolation(_ text: SafeText) {
            self.text = self.text + text
        }

        /// Appends the digits of a whole number.
        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            text = text + SafeText(number)
        }

        /// Appends data, with everything hidden made visible.
        package mutating func appendInterpolation(data: some StringProtocol) {
            text = text + Sanitiser.safe(String(data))
        }

        /// Appends data, with everything hidden made visible.
        package mutating func appendInterpolation(bytes: [UInt8]) {
            text = text + Sanitiser.safe(bytes)
        }
    }

    /// The text of an interpolated literal.
    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }
}
