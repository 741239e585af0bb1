internal import SluiceSystem

extension CommandContext {
    /// Who asks: the name of the account as the environment has it, else its number.
    package var operatorName: String {
        for name in ["USER", "LOGNAME"] {
            if let user = environment[name], !user.isEmpty {
                return String(decoding: user, as: UTF8.self)
            }
        }
        return "uid \(system.effectiveUser)"
    }
}
