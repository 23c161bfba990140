import Foundation

/// The list that a unit of the gazetteer stands in.
public enum UnitLevel: UInt8, Sendable, Hashable, CaseIterable {
    /// Tỉnh or centrally governed city of today.
    case province
    /// One of the 63 provinces and cities of before 2025-07-01.
    case formerProvince
    /// Huyện, quận, thị xã or city of a province; abolished on 2025-07-01.
    case formerDistrict
    /// Xã, phường or đặc khu of today.
    case commune
    /// Xã, phường or thị trấn of before 2025-07-01.
    case formerCommune
    /// What is no unit but lies in one: an industrial park, a province that was gone before 2025.
    case landmark

    /// Whether units of this level were abolished on 2025-07-01 or before.
    public var isFormer: Bool { self != .province && self != .commune }

    /// The kind under which a message's words for such a unit are reported.
    var kind: PlaceKind {
        switch self {
        case .province, .formerProvince: .province
        case .formerDistrict: .oldDistrict
        case .commune, .formerCommune: .commune
        case .landmark: .landmark
        }
    }
}

/// A point on the map, in degrees of WGS 84.
public struct Coordinate: Sendable, Hashable, Codable {
    /// Degrees north.
    public var latitude: Double
    /// Degrees east.
    public var longitude: Double

    /// Creates a point.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Distance in kilometres on a sphere.
    ///
    /// > Source: R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68(2), 1984.
    ///
    /// - Parameter other: The other point.
    /// - Returns: The great-circle distance.
    public func kilometres(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let north = sin((other.latitude - latitude) * radians / 2)
        let east = sin((other.longitude - longitude) * radians / 2)
        let chord = north * north + cos(latitude * radians) * cos(other.latitude * radians) * east * east
        return 2 * 6371.0088 * asin(min(1, chord.squareRoot()))
    }
}

/// One unit of the gazetteer.
public struct PlaceUnit: Sendable, Hashable {
    /// The list it stands in.
    public var level: UnitLevel
    /// Code of the General Statistics Office: two digits for a province, three for a district, five for a commune.
    ///
    /// A code is unique within its level only: today's communes took over codes of communes that were merged into them.
    public var code: String
    /// Type word in lower case, for example `phường`; empty for a landmark.
    public var type: String
    /// Name without type word.
    public var name: String
    /// Index of the unit above: the province of a commune, the district of a former commune; nil for a province.
    public var parent: Int?
    /// Indexes of today's units that it became, the main one first; of a unit of today, itself.
    ///
    /// A former district became many communes; here it holds only those of the island districts, which became one each.
    public var today: [Int]
    /// Where it lies, for units of today.
    public var coordinate: Coordinate?

    /// Name as people write it: provinces without type word, others with it.
    public var shownName: String {
        switch level {
        case .province, .formerProvince, .landmark: name
        case .formerDistrict, .commune, .formerCommune: type + " " + name
        }
    }
}
