/// Reads the tables one after another; each may name units of those before it.
struct GazetteerReading {
    private var units: [PlaceUnit] = []
    private var entries: [NameEntry] = []
    /// The names of the entries, a line each.
    private var names: [UInt8] = []
    private var byCode: [UnitLevel: [String: Int]] = [:]
    private var ordinary: [String] = []

    mutating func readProvinces(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 5) { line throws(GazetteerError) in
            var unit = unit(.province, table, line)
            unit.coordinate = try coordinate(table, line, 3)
            unit.today = [units.count]
            try add(unit, table, line)
        }
    }

    mutating func readFormerProvinces(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 4) { line throws(GazetteerError) in
            var unit = unit(.formerProvince, table, line)
            unit.today = [try index(.province, table.text(line, 3), table, line)]
            try add(unit, table, line)
        }
    }

    mutating func readFormerDistricts(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 5) { line throws(GazetteerError) in
            var unit = unit(.formerDistrict, table, line)
            unit.parent = try index(.formerProvince, table.text(line, 3), table, line)
            // The communes of today are read later; an island district's is found when all is there.
            let today = table.text(line, 4)
            if !today.isEmpty { islands.append((units.count, today, line.number)) }
            try add(unit, table, line)
        }
    }

    private var islands: [(district: Int, commune: String, line: Int)] = []

    mutating func readCommunes(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 6) { line throws(GazetteerError) in
            var unit = unit(.commune, table, line)
            unit.parent = try index(.province, table.text(line, 3), table, line)
            unit.coordinate = try coordinate(table, line, 4)
            unit.today = [units.count]
            try add(unit, table, line)
        }
    }

    mutating func readFormerCommunes(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 5) { line throws(GazetteerError) in
            var unit = unit(.formerCommune, table, line)
            unit.parent = try index(.formerDistrict, table.text(line, 3), table, line)
            unit.today = try indexes(.commune, table.text(line, 4), table, line)
            try add(unit, table, line)
        }
    }

    /// Reads `type, name, commune`: communes that went into others before 2025, their names without marks.
    mutating func readMergedCommunes(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 3) { line throws(GazetteerError) in
            let unit = try index(.formerCommune, table.text(line, 2), table, line)
            addName(table.bytes[line.fields[1]], NameEntry(unit: unit, use: .merged, shown: nil))
        }
    }

    /// Reads `alias, level, codes, shown, use, reason`.
    mutating func readAliases(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 6) { line throws(GazetteerError) in
            let uses: [String: NameUse] = ["free": .free, "upper": .upper, "typed": .typed]
            guard let use = uses[table.text(line, 4)] else {
                throw table.error(line, "«\(table.text(line, 4))» is no use of an alias; write free, upper or typed.")
            }
            let shown = table.text(line, 3)
            let codes = table.text(line, 2)
            let word = table.text(line, 1)
            let targets: [Int]
            switch word {
            case "province": targets = try indexes(.province, codes, table, line)
            case "old_province": targets = try indexes(.formerProvince, codes, table, line)
            case "old_district": targets = try indexes(.formerDistrict, codes, table, line)
            case "commune": targets = try indexes(.commune, codes, table, line)
            case "old_commune": targets = try indexes(.formerCommune, codes, table, line)
            case "gone_province", "landmark":
                // No list holds it: it becomes a unit of its own, which lies in those that are named.
                let level: UnitLevel = word == "landmark" ? .landmark : .formerProvince
                let inside: UnitLevel = codes.split(separator: ",").allSatisfy { $0.count == 2 } ? .province : .commune
                targets = [units.count]
                units.append(
                    PlaceUnit(
                        level: level, code: "", type: level == .landmark ? "" : "tỉnh",
                        name: shown.isEmpty ? table.text(line, 0) : shown, parent: nil,
                        today: try indexes(inside, codes, table, line)))
            default:
                throw table.error(
                    line,
                    "«\(word)» is no level; write province, old_province, gone_province, old_district, commune, old_commune "
                        + "or landmark.")
            }
            for target in targets {
                addName(
                    table.bytes[line.fields[0]],
                    NameEntry(unit: target, use: use, shown: shown.isEmpty ? nil : shown))
            }
        }
    }

    mutating func readOrdinaryNames(_ table: TabbedTable) throws(GazetteerError) {
        try table.forEach(columns: 1) { line throws(GazetteerError) in ordinary.append(table.text(line, 0)) }
    }

    mutating func finish() throws(GazetteerError) -> Gazetteer {
        for island in islands {
            guard let commune = byCode[.commune]?[island.commune] else {
                throw GazetteerError(
                    file: "districts-before-2025.tsv", line: island.line,
                    message: "communes.tsv has no unit with the code \(island.commune).")
            }
            units[island.district].today = [commune]
        }
        return Gazetteer(units: units, entries: entries, names: names, ordinary: OrdinaryNames(ordinary))
    }

    private func unit(_ level: UnitLevel, _ table: TabbedTable, _ line: TabbedTable.Line) -> PlaceUnit {
        PlaceUnit(
            level: level, code: table.text(line, 0), type: table.text(line, 1), name: table.text(line, 2), parent: nil,
            today: [])
    }

    private mutating func add(_ unit: PlaceUnit, _ table: TabbedTable, _ line: TabbedTable.Line) throws(GazetteerError)
    {
        guard !unit.code.isEmpty, !unit.name.isEmpty else { throw table.error(line, "has no code or no name.") }
        guard byCode[unit.level, default: [:]].updateValue(units.count, forKey: unit.code) == nil else {
            throw table.error(line, "has the code \(unit.code), which another line has too.")
        }
        let entry = NameEntry(unit: units.count, use: .free, shown: nil)
        units.append(unit)
        let name = table.bytes[line.fields[2]]
        addName(name, entry)
        // People leave the apostrophe of highland names out: Cư Mgar.
        if name.contains(UInt8(ascii: "'")) {
            addName(ArraySlice(name.filter { $0 != UInt8(ascii: "'") }), entry)
        }
    }

    private mutating func addName(_ name: ArraySlice<UInt8>, _ entry: NameEntry) {
        names.append(contentsOf: name)
        names.append(0x0A)
        entries.append(entry)
    }

    private func index(
        _ level: UnitLevel, _ code: String, _ table: TabbedTable, _ line: TabbedTable.Line
    ) throws(GazetteerError) -> Int {
        guard let index = byCode[level]?[code] else {
            throw table.error(line, "names the code «\(code)», which no unit of that level has.")
        }
        return index
    }

    private func indexes(
        _ level: UnitLevel, _ codes: String, _ table: TabbedTable, _ line: TabbedTable.Line
    ) throws(GazetteerError) -> [Int] {
        var found: [Int] = []
        for code in codes.split(separator: ",") { found.append(try index(level, String(code), table, line)) }
        guard !found.isEmpty else { throw table.error(line, "names no unit; write its code.") }
        return found
    }

    private func coordinate(
        _ table: TabbedTable, _ line: TabbedTable.Line, _ column: Int
    ) throws(GazetteerError) -> Coordinate {
        guard let latitude = Double(table.text(line, column)), let longitude = Double(table.text(line, column + 1)),
            (-90...90).contains(latitude), (-180...180).contains(longitude)
        else { throw table.error(line, "has no coordinates in degrees.") }
        return Coordinate(latitude: latitude, longitude: longitude)
    }
}
