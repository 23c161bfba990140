extension OfficeConfiguration {
    /// What stands around the text of the office's own letters; what is nil or empty is filled in by hand.
    public struct Letterhead: Sendable, Hashable {
        /// The body above the office.
        public var superior: String?
        /// The place beside the date; the office's ``Home`` when left out.
        public var place: String?
        /// The symbol behind the number.
        public var symbol: String?
        /// Who gets a copy.
        public var copies: [String]
        /// The signatory's authority and title, a line each.
        public var signatoryTitle: [String]
        /// The signatory's name.
        public var signatory: String?

        /// Creates a letterhead.
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
    }
}
