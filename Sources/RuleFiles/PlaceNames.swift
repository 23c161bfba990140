import MarkedYAML
import Places
import VietnameseText

/// Reads the units of today that a line of a file names, by code or by a name that people use, old ones included.
struct PlaceNames {
    /// The units that there are.
    let gazetteer: Gazetteer

    /// The units that one entry names.
    struct Units {
        /// Codes of today's units, two digits for a province, five for a commune.
        var codes: [String]
        /// Names of these units in lower case, type words included.
        var names: [String]
    }

    /// Codes and names of the units of an entry such as `"24235"`, `xã Đồng Lau, Phú Thọ` or `huyện Lục Ngạn`.
    ///
    /// - Throws: ``YAMLProblem`` when there is no such unit, or the name fits several.
    func units(_ value: YAMLValue) throws(YAMLProblem) -> Units {
        let written = try value.string("a place")
        let codes = try codes(written, value)
        let shown = codes.compactMap { code in
            gazetteer.unit(code: code, level: code.utf8.count == 2 ? .province : .commune)?.shownName
        }
        let names = Set(shown + [String(written.split(separator: ",").first ?? "")]).map { $0.lowercased() }
        return Units(codes: codes, names: names.sorted())
    }

    private func codes(_ written: String, _ value: YAMLValue) throws(YAMLProblem) -> [String] {
        if written.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return try codes(ofCode: written, value) }
        guard !gazetteer.isEmpty else {
            throw value.problem("«\(written)» cannot be looked up: the folder of rules has no gazetteer in places/")
        }
        let found = PlaceFinder(gazetteer: gazetteer).find(subject: nil, body: FoldedText(written)).mentions
            .first { $0.kind != .hamlet && $0.kind != .landmark }
        if let code = found?.code { return [code] }
        if let candidates = found?.former?.candidates, !candidates.isEmpty { return candidates }
        // A district became many communes, which its mention does not list.
        if found?.kind == .oldDistrict, let code = found?.former?.code,
            let district = gazetteer.unit(code: code, level: .formerDistrict)
        {
            let today = gazetteer.codesToday(of: district)
            if !today.isEmpty { return today }
        }
        for level in [UnitLevel.province, .commune] {
            let units = gazetteer.units(named: written, level: level)
            if units.count == 1 { return [units[0].code] }
            if units.count > 1 {
                let known = units.prefix(5).map { "\($0.code) \($0.shownName)" }.joined(separator: ", ")
                throw value.problem("«\(written)» names \(units.count) units (\(known)…); write the code")
            }
        }
        throw value.problem(
            found == nil
                ? "there is no unit «\(written)»; write its name with type word and province, or its code"
                : "«\(written)» names no unit, or several; add the province or write the code of rules/places")
    }

    /// A code of today's lists, or one of before 2025-07-01 with what its unit became.
    private func codes(ofCode code: String, _ value: YAMLValue) throws(YAMLProblem) -> [String] {
        let levels: [UnitLevel]
        switch code.utf8.count {
        case 2: levels = [.province, .formerProvince]
        case 3: levels = [.formerDistrict]
        case 5: levels = [.commune, .formerCommune]
        default:
            throw value.problem("«\(code)» is no code: provinces have two digits, old districts three, communes five")
        }
        guard !gazetteer.isEmpty else {
            guard levels != [.formerDistrict] else {
                throw value.problem("«\(code)» cannot be looked up: the folder of rules has no gazetteer in places/")
            }
            return [code]
        }
        for level in levels {
            guard let unit = gazetteer.unit(code: code, level: level) else { continue }
            guard level.isFormer else { return [code] }
            let today = gazetteer.codesToday(of: unit)
            if !today.isEmpty { return today }
        }
        throw value.problem("there is no unit with the code \(code) in rules/places")
    }
}
