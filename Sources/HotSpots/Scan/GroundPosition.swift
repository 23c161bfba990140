import Foundation

/// Where a place lies, as a point in space measured in kilometres, so that maps and globes are compared alike.
public struct GroundPosition: Sendable, Hashable, Codable {
    private var x: Double
    private var y: Double
    private var z: Double

    /// Degrees as given, for those who draw maps; nil when made from kilometres.
    public private(set) var latitude: Double?
    /// Degrees east of Greenwich; nil when made from kilometres.
    public private(set) var longitude: Double?

    /// Creates a position on the globe; nil for degrees that are none.
    public init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        let radius = 6371.0088
        let phi = latitude * .pi / 180
        let lambda = longitude * .pi / 180
        x = radius * cos(phi) * cos(lambda)
        y = radius * cos(phi) * sin(lambda)
        z = radius * sin(phi)
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Creates a position on a flat map, in kilometres; nil when a number is not finite.
    public init?(eastKilometres: Double, northKilometres: Double) {
        guard eastKilometres.isFinite, northKilometres.isFinite else { return nil }
        x = eastKilometres
        y = northKilometres
        z = 0
    }

    /// Square of the straight distance: it orders neighbours as the way over the ground does.
    @inline(__always)
    func squaredDistance(to other: GroundPosition) -> Double {
        let a = x - other.x
        let b = y - other.y
        let c = z - other.z
        return a * a + b * b + c * c
    }
}
