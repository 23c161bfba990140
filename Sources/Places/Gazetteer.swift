import VietnameseText

/// The administrative units of today and of before 2025-07-01, and the names by which people call them.
///
/// A value that never changes. Look-ups by name cost the length of the name, look-ups by code one probe.
public final class Gazetteer: Sendable {
    /// All units, level by level.
    public let units: [PlaceUnit]
    /// Names that are also ordinary words or names of persons: they count only with a type word or in an address.
    let ordinary: OrdinaryNames
    let names: NameIndex
    private let byCode: [UnitKey: Int]
    private let originStarts: [Int]
    private let origins: [Int]
    private let childStarts: [Int]
    private let children: [Int]

    private struct UnitKey: Hashable {
        var level: UnitLevel
        var code: String
    }

    /// A gazetteer without units: places are then found by their type words alone.
    public static let empty = Gazetteer(units: [], entries: [], names: [], ordinary: OrdinaryNames([]))

    init(units: [PlaceUnit], entries: [NameEntry], names: [UInt8], ordinary: OrdinaryNames) {
        self.units = units
        self.ordinary = ordinary
        self.names = NameIndex(names: names, entries: entries)
        var byCode: [UnitKey: Int] = [:]
        byCode.reserveCapacity(units.count)
        for (index, unit) in units.enumerated() where !unit.code.isEmpty {
            byCode[UnitKey(level: unit.level, code: unit.code)] = index
        }
        self.byCode = byCode
        var becoming: [(key: Int, value: Int)] = []
        var holding: [(key: Int, value: Int)] = []
        for (index, unit) in units.enumerated() where unit.level == .formerCommune || unit.level == .formerDistrict {
            for target in unit.today { becoming.append((target, index)) }
            if let parent = unit.parent { holding.append((parent, index)) }
        }
        (originStarts, origins) = grouped(becoming, keys: units.count)
        (childStarts, children) = grouped(holding, keys: units.count)
    }

    /// Whether it holds no unit.
    public var isEmpty: Bool { units.isEmpty }

    /// The unit with a code.
    ///
    /// - Parameters:
    ///   - code: The code as the General Statistics Office gives it, with leading zeros.
    ///   - level: The list to look in; codes repeat between lists.
    /// - Returns: The unit, or nil when the list has no such code.
    public func unit(code: String, level: UnitLevel) -> PlaceUnit? {
        index(code: code, level: level).map { units[$0] }
    }

    func index(code: String, level: UnitLevel) -> Int? { byCode[UnitKey(level: level, code: code)] }

    /// The units of a level that bear a name, for example to read a name in a configuration; case, and marks left out,
    /// make no difference.
    ///
    /// - Parameters:
    ///   - name: The name without type word.
    ///   - level: The level.
    /// - Returns: The units in the order of their codes.
    public func units(named name: String, level: UnitLevel) -> [PlaceUnit] {
        indexes(named: name, level: level).map { units[$0] }
    }

    func indexes(named name: String, level: UnitLevel) -> [Int] {
        let text = FoldedText(name)
        guard !text.syllables.isEmpty else { return [] }
        let found = names.matches(in: text, at: 0) { self.units[$0.unit].level == level }
        return Set(found.filter { $0.end == text.syllables.count }.map { names.entries[$0.entry].unit }).sorted()
    }

    /// The communes of today nearest to one of them, itself left out.
    ///
    /// - Parameters:
    ///   - code: Code of a commune of today.
    ///   - count: How many are wanted; fewer come back only when there are no more.
    /// - Returns: Code and distance in kilometres as the crow flies between the communes' points, nearest first; empty when
    ///   the code is not known or has no point.
    public func nearestCommunes(to code: String, count: Int) -> [(code: String, kilometres: Double)] {
        guard count > 0, let own = index(code: code, level: .commune), let center = units[own].coordinate else {
            return []
        }
        var distances: [(code: String, kilometres: Double)] = []
        for (index, unit) in units.enumerated() where unit.level == .commune && index != own {
            guard let point = unit.coordinate else { continue }
            distances.append((unit.code, center.kilometres(to: point)))
        }
        distances.sort { ($0.kilometres, $0.code) < ($1.kilometres, $1.code) }
        return Array(distances.prefix(count))
    }

    /// Index of the province of today that a unit lies in; nil when it became units of several provinces.
    func provinceToday(of index: Int) -> Int? {
        let all = provincesToday(of: index)
        return all.count == 1 ? all[0] : nil
    }

    /// Indexes of the provinces of today that a unit lies in.
    func provincesToday(of index: Int) -> [Int] {
        let unit = units[index]
        switch unit.level {
        case .province: return [index]
        case .commune: return unit.parent.map { [$0] } ?? []
        case .formerProvince: return unit.today
        case .formerDistrict: return unit.parent.map { units[$0].today } ?? []
        case .formerCommune: return unit.parent.map(provincesToday) ?? []
        case .landmark:
            var provinces: [Int] = []
            for target in unit.today {
                for province in provincesToday(of: target) where !provinces.contains(province) {
                    provinces.append(province)
                }
            }
            return provinces
        }
    }

    /// Whether two units lie in one province of today.
    func shareProvince(_ first: Int, _ second: Int) -> Bool {
        let provinces = provincesToday(of: first)
        return provincesToday(of: second).contains { provinces.contains($0) }
    }

    /// Whether a unit lies in another or was part of it.
    func lies(_ index: Int, in outer: Int) -> Bool {
        guard index != outer else { return true }
        switch units[outer].level {
        case .commune, .formerCommune, .landmark: return false
        case .province: return provincesToday(of: index).contains(outer)
        case .formerProvince, .formerDistrict: break
        }
        var current = units[index].parent
        while let inner = current {
            if inner == outer { return true }
            current = units[inner].parent
        }
        // A commune of today lies in what it was made of; the provinces that went into one of today are told apart by the
        // communes alone.
        guard units[index].level == .commune else { return false }
        return formerHolders(of: index).contains { lies($0, in: outer) }
    }

    /// The former units that a commune of today was made of.
    func formerHolders(of commune: Int) -> ArraySlice<Int> {
        origins[originStarts[commune]..<originStarts[commune + 1]]
    }

    /// The units of today that a former unit became, the main one first; of a district those of all its communes.
    func today(of index: Int) -> [Int] {
        guard units[index].level == .formerDistrict, units[index].today.isEmpty else { return units[index].today }
        var all: [Int] = []
        var seen: Set<Int> = []
        for part in parts(of: index) {
            for target in units[part].today where seen.insert(target).inserted { all.append(target) }
        }
        return all
    }

    /// The former communes of a former district.
    private func parts(of district: Int) -> ArraySlice<Int> {
        children[childStarts[district]..<childStarts[district + 1]]
    }
}

/// Numbers grouped by a key, in one array: those of key k stand from `starts[k]` to `starts[k + 1]`.
func grouped(_ pairs: [(key: Int, value: Int)], keys: Int) -> (starts: [Int], values: [Int]) {
    var starts = [Int](repeating: 0, count: keys + 1)
    for pair in pairs { starts[pair.key + 1] += 1 }
    for key in 0..<keys { starts[key + 1] += starts[key] }
    var next = starts
    var values = [Int](repeating: 0, count: pairs.count)
    for pair in pairs {
        values[next[pair.key]] = pair.value
        next[pair.key] += 1
    }
    return (starts, values)
}

extension Gazetteer {
    /// Codes of the units of today that a former unit became, the main one first; of a unit of today, its own.
    ///
    /// - Parameter unit: A unit of this gazetteer.
    /// - Returns: The codes, all of one level.
    public func codesToday(of unit: PlaceUnit) -> [String] {
        guard unit.level.isFormer, let index = index(code: unit.code, level: unit.level) else { return [unit.code] }
        return today(of: index).map { units[$0].code }
    }
}
