internal import SluiceSystem

extension CommandFailure {
    /// The failure that an error of an edge target amounts to.
    package init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as SystemError: self.init(.inputOutput, error.description)
        default: self.init(.internalFault, "\(error)")
        }
    }
}
