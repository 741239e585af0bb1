internal import SluiceConfig
package import SluicePipeline
internal import SluiceStore
internal import SluiceSystem
internal import SluiceTerminal

extension CommandFailure {
    /// The failure that an error of an edge target amounts to.
    package init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as SystemError: self.init(.inputOutput, error.description)
        case let error as TerminalError:
            self.init(.usage, error.message, hint: error.hint)
        case let error as ConfigurationError: self.init(.configuration, error.description)
        case let error as StoreError: self.init(error)
        default: self.init(.internalFault, "\(error)")
        }
    }

    /// The failure that an operation of the quarantine desk ended with.
    package init(_ failure: OperationFailure) {
        switch failure.kind {
        case .refused: self.init(.usage, failure.message)
        case .cancelled: self.init(.cancelled, failure.message)
        case .stopping: self.init(.owned, failure.message)
        case .store: self.init(.unavailable, failure.message)
        }
    }

    /// The failure that an error of the store amounts to.
    private init(_ error: StoreError) {
        switch error.kind {
        case .constraint, .misuse: self.init(.internalFault, error.message)
        case .refused: self.init(.usage, error.message)
        case .cancelled: self.init(.cancelled, error.message)
        default: self.init(.unavailable, error.message, hint: error.remedy)
        }
    }
}
