/// A kind of colour blindness, complete.
///
/// Simulated by the matrices for severity 1.0 of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009).
package enum ColorVision: String, Sendable, CaseIterable {
    /// No red cones.
    case protanopia
    /// No green cones.
    case deuteranopia
    /// No blue cones.
    case tritanopia

    /// The colour as such an eye sees it.
    package func seen(_ color: LinearColor) -> LinearColor {
        let matrix = matrix
        func part(_ row: Int) -> Double {
            matrix[row][0] * color.red + matrix[row][1] * color.green + matrix[row][2] * color.blue
        }
        return LinearColor(red: part(0), green: part(1), blue: part(2))
    }

    private var matrix: [[Double]] {
        switch self {
        case .protanopia:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .deuteranopia:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        case .tritanopia:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        }
    }
}
