internal import SluiceConfig
package import SluiceCore
internal import SluicePipeline
package import SluiceStore
internal import SluiceSystem

/// What operations of the quarantine desk need of a station.
extension StationSession {
    /// The datasets as their files are at the moment of the call.
    package var datasetsOfNow: @Sendable () throws(StoreError) -> DatasetCatalog {
        let datasets = datasets
        return { () throws(StoreError) in
            do throws(CommandFailure) {
                return try datasets.catalog()
            } catch {
                throw StoreError(.refused, error.message)
            }
        }
    }

    /// The dataset files, for operations that change rules.
    package var rules: RuleFiles {
        let directory = settings.directory(\.datasets, in: station, system)
        return DatasetFiles(system: system, expressions: .sql) { () throws(SystemError) in
            try directory.make()
        }.rules
    }

    /// What a dry run is judged by: the datasets of that moment, the limits, and the way to the archive. Throws `configuration` where
    /// a dataset file is wrong.
    package var operationContext: @Sendable () throws -> OperationContext {
        let (catalog, settings, system) = (datasetsOfNow, settings.pipeline, system)
        let (datasets, rules) = (datasets, rules)
        let archive = self.settings.directory(\.archive, in: station, system)
        let quarantine = self.settings.directory(\.quarantine, in: station, system)
        return {
            var context = OperationContext(
                catalog: try datasets.catalog(), nowMicroseconds: system.realtimeMicroseconds())
            context.limits = settings.taking.limits
            context.rules = rules
            if let archive = try? archive.open(), let quarantine = try? quarantine.open() {
                context.contents = FileContents(
                    archive: archive, quarantine: quarantine, system: system,
                    settings: settings.taking, catalog: catalog)
            }
            return context
        }
    }
}
