internal import SluiceCore

extension StationAlert.Kind {
    /// What an operator can do about it.
    var advice: SafeText {
        switch self {
        case .errorRate:
            "Group what is held in the quarantine pane: one fault is often behind most of it. Then repair, or change the rule."
        case .rejectedFile:
            "Open the file for the reason. Once it is mended, drop it into the inbox again."
        case .inbox:
            "See that the directory exists and sluice may list and change it; files are taken again once it may."
        case .trouble:
            "The file stays in the inbox and is tried again; see to the cause the log names."
        case .stalled:
            "See the log for locks, a full disk or a slow one; or more arrives than the machine can take."
        case .quarantineFull:
            "Release or discard entries, or raise the limit: once it is reached nothing more is taken."
        case .silentLocation:
            "No reading has come from there for longer than usual: see to the sensor or its sender."
        case .space:
            "Make room on the disk. Once it is full files wait until there is room; what is stored is safe."
        }
    }
}
