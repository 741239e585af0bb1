/// Which later files of a dataset take the place of earlier ones by themselves: those of the same name, marks of revision aside.
///
/// With the mark `_v[0-9]*` the files `north_0412.csv`, `north_0412_v2.csv` and `north_0412_v3.csv` are versions of one file.
package struct SupersessionPolicy: Sendable, Hashable {
    /// Globs for what stands at the end of a name, before its last dot, and tells versions of a file apart.
    package var revisionMarks: [String]

    /// A policy; without marks only files of the very same name are versions of one.
    package init(revisionMarks: [String] = []) { self.revisionMarks = revisionMarks }

    /// What the names of all versions of a file have in common: the part before mark and extension, and the extension.
    ///
    /// The longest mark counts. Time: name × marks.
    package func stem(of name: [UInt8]) -> Stem {
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        let base = name[..<dot]
        let marks = revisionMarks.map(Glob.init)
        let start = base.indices.dropFirst().first { index in
            // Never within a character of UTF-8.
            base[index] & 0xC0 != 0x80 && marks.contains { $0.matches(Array(base[index...])) }
        }
        return Stem(
            beginning: Array(base[..<(start ?? base.endIndex)]), fileExtension: Array(name[dot...]))
    }

    /// The parts of a name that versions of a file share.
    package struct Stem: Sendable, Hashable {
        /// What all their names begin with.
        package let beginning: [UInt8]
        /// What they end with, the dot included; empty when there is none.
        package let fileExtension: [UInt8]
    }
}
