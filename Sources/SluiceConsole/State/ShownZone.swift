/// The time zone that moments are shown in, as the edge found it.
package struct ShownZone: Sendable, Hashable {
    /// Its abbreviation behind the clock, such as `UTC`.
    package let name: String
    /// How far it is ahead of UTC now, in seconds.
    package let offsetSeconds: Int

    /// Makes a zone.
    package init(name: String, offsetSeconds: Int) {
        self.name = name
        self.offsetSeconds = offsetSeconds
    }

    /// Coordinated universal time.
    package static let utc = ShownZone(name: "UTC", offsetSeconds: 0)
}
