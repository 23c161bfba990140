/// What stands around the text of the office's own letters, as far as the office has told it.
///
/// > Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II (parts of an administrative document).
public struct Letterhead: Sendable, Hashable, Codable {
    /// The body above the office (cơ quan chủ quản), over its name.
    public var superior: String?
    /// The place (địa danh) beside the date.
    public var place: String?
    /// The symbol behind the number: the office's abbreviation and that of the unit that drafts, as `UBND-VP`.
    public var symbol: String?
    /// Who gets a copy, beside the recipient and the archive.
    public var copies: [String]
    /// The signatory's authority and title, a line each, as `TM. ỦY BAN NHÂN DÂN` and `CHỦ TỊCH`.
    public var signatoryTitle: [String]
    /// The signatory's name.
    public var signatory: String?

    /// Creates a letterhead; what is left out is filled in by hand.
    public init(
        superior: String? = nil, place: String? = nil, symbol: String? = nil, copies: [String] = [],
        signatoryTitle: [String] = [], signatory: String? = nil
    ) {
        self.superior = superior
        self.place = place
        self.symbol = symbol
        self.copies = copies
        self.signatoryTitle = signatoryTitle
        self.signatory = signatory
    }

    /// The abbreviation of the unit that drafts, which stands behind the hyphen of the symbol.
    public var unit: String? {
        guard let symbol, let hyphen = symbol.lastIndex(of: "-") else { return nil }
        let unit = symbol[symbol.index(after: hyphen)...]
        return unit.isEmpty ? nil : String(unit)
    }
}
