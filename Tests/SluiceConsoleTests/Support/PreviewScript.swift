import SluiceConsole
import SluiceCore

/// The preview of a repair of 37 marked records, or of another operation, on a screen of its own.
enum PreviewScript {
    static let request = OperationRequest(
        .repair(
            .entries(Array(80...116)),
            [FieldRepair(field: "temperature_celsius", change: .expression("(v-32)*5.0/9"))]),
        actor: "operator")

    static func make(
        _ request: OperationRequest = request,
        _ answer: StationAnswer? = .preview(SampleDesk.repair),
        columns: Int = 80, rows: Int = 24
    ) -> DrillScript {
        DrillScript(
            .operation(OperationView(request: request, scope: "37 marked records")), answer,
            columns: columns, rows: rows)
    }
}
