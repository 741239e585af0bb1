package import SluiceCore

/// The way to the dataset files of a station, for operations that change rules.
package struct RuleFiles: Sendable {
    /// What a change of limits amounts to.
    package struct Edit: Sendable {
        /// Name of the dataset's file.
        package let name: String
        /// Its text before; nil when the dataset is compiled in and has none yet.
        package let before: [UInt8]?
        /// Its text afterwards.
        package let after: [UInt8]
        /// All datasets with the change.
        package let catalog: SluiceCore.DatasetCatalog

        /// Makes an edit.
        package init(
            name: String, before: [UInt8]?, after: [UInt8], catalog: SluiceCore.DatasetCatalog
        ) {
            self.name = name
            self.before = before
            self.after = after
            self.catalog = catalog
        }
    }

    /// Prepares a change of limits; writes nothing. Throws `refused` when it makes no sense or the file cannot be edited.
    package var edit:
        @Sendable (_ dataset: String, _ changes: [RuleChange]) throws(StoreError) -> Edit
    /// The text of a file now; nil when there is none. Throws `io`.
    package var read: @Sendable (_ name: String) throws(StoreError) -> [UInt8]?

    /// Replaces a file by what a committed operation made of it, atomically; without text it goes. Throws `io`.
    package var carryOut: @Sendable (_ state: RuleFileState) throws(StoreError) -> Void

    /// Makes a way.
    package init(
        edit: @escaping @Sendable (String, [RuleChange]) throws(StoreError) -> Edit,
        read: @escaping @Sendable (String) throws(StoreError) -> [UInt8]?,
        carryOut: @escaping @Sendable (RuleFileState) throws(StoreError) -> Void
    ) {
        self.edit = edit
        self.read = read
        self.carryOut = carryOut
    }
}
