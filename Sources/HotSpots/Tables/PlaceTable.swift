/// Places from a table `commune,province` with `latitude,longitude` in degrees or `x_km,y_km` on a flat map, and `name`
/// if there is one.
public enum PlaceTable {
    /// Reads places.
    ///
    /// - Parameter bytes: the table.
    /// - Returns: places in the order of the table; a row without position has none.
    /// - Throws: `TableError` for what cannot be read.
    public static func read(_ bytes: [UInt8]) throws(TableError) -> [WatchPlace] {
        var places: [WatchPlace] = []
        var seen: Set<String> = []
        try CommaTable.read(bytes, name: "places", required: ["commune", "province"]) {
            (table, row) throws(TableError) in
            guard let commune = table.column("commune"), let province = table.column("province") else { return }
            let code = row.text(commune)
            guard !code.isEmpty, seen.insert(code).inserted else {
                throw TableError(
                    table: "places", line: row.line, problem: "«\(code)» is empty or stands there twice.")
            }
            func pair(_ first: String, _ second: String) throws(TableError) -> (Double, Double)? {
                guard let first = table.column(first), let second = table.column(second),
                    !row.raw(first).isEmpty, !row.raw(second).isEmpty
                else { return nil }
                return (try table.number(row, first), try table.number(row, second))
            }
            var position: GroundPosition?
            if let (latitude, longitude) = try pair("latitude", "longitude") {
                position = GroundPosition(latitude: latitude, longitude: longitude)
                if position == nil {
                    throw TableError(
                        table: "places", line: row.line, problem: "\(latitude), \(longitude) is no place on the globe.")
                }
            } else if let (east, north) = try pair("x_km", "y_km") {
                position = GroundPosition(eastKilometres: east, northKilometres: north)
            }
            let name = table.column("name").map { row.text($0) } ?? ""
            places.append(
                WatchPlace(
                    code: code, name: name.isEmpty ? nil : name, province: row.text(province), position: position))
        }
        return places
    }
}
