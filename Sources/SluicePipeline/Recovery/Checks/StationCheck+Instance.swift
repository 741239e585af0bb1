internal import SluiceCore

extension StationCheck {
    /// The running instance fails at nothing; what it cannot write now is missing from what the other checks look at.
    static let instance = StationCheck(
        "instance", "the running instance, if there is one, fails at nothing"
    ) { station, defects in
        for trouble in station.troubles {
            defects.add(
                StationDefect(.warning, "instance", trouble.message, remedy: trouble.remedy))
        }
    }
}
