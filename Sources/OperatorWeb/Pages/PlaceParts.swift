import Casework
import Places
import Reporting

/// Today's units of a case's place on the pages, and the filter of case lists by them.
struct PlaceParts: Sendable {
    let visit: Visit

    /// Writes commune and province, each a link to its cases, or the communes that it may be.
    func write(_ today: PlaceToday, to page: inout HTML) {
        if let commune = today.commune, let code = today.communeCode {
            link(commune, code, to: &page)
            page.text(", ")
        }
        if let province = today.province, let code = today.provinceCode { link(province, code, to: &page) }
        guard !today.candidates.isEmpty else { return }
        page.element("p", .kind("note")) { page in
            page.text(visit.say(.placeOneOf) + " " + today.candidates.map(\.name).joined(separator: ", "))
        }
    }

    private func link(_ name: String, _ code: String, to page: inout HTML) {
        page.element("a", .set("href", "/tat-ca?dia_ban=\(code)"), text: name)
    }

    /// The place in a list: today's unit, with the old name beside it when it is another.
    static func inList(_ place: PlaceText) -> String? {
        guard let today = place.today?.joined else { return place.joined }
        guard let written = place.joined, !isSame(place) else { return today }
        return "\(today) (\(written))"
    }

    /// Whether what is written says nothing that today's unit does not.
    private static func isSame(_ place: PlaceText) -> Bool {
        place.hamlet == nil && place.oldDistrict == nil
            && (place.commune == nil || place.commune == place.today?.commune)
            && (place.province == nil || place.province == place.today?.province)
    }

    /// The code that an address asks for: two digits or five.
    static func unitCode(_ query: FormFields) -> String? {
        guard let code = query["dia_ban"], code.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            code.utf8.count == 2 || code.utf8.count == 5
        else { return nil }
        return code
    }

    /// Writes which unit a list is of, by the name that its cases have.
    func writeFilter(_ code: String, of cases: [Case], to page: inout HTML) {
        let today = cases.lazy.compactMap(\.place.today).first
        let name = code.utf8.count == 2 ? today?.province : today?.joined
        page.element("p", .kind("lead")) { page in
            page.text("\(visit.say(.placeFilter)): \(name ?? code). ")
            page.element("a", .set("href", "/tat-ca"), text: visit.say(.placeFilterEnd))
        }
    }
}
