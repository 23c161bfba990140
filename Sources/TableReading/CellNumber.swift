/// A number as people here write it: a dot between thousands, a comma before decimals, and units in words.
public struct CellNumber: Sendable, Hashable {
    /// The value; of a share of a hundred, the hundredths ("99,54%" is 99.54).
    public var value: Double
    /// Whether it is a share of a hundred.
    public var isPercent: Bool

    private static let units: [String: Double] = [
        "nghin": 1e3, "ngan": 1e3, "k": 1e3, "trieu": 1e6, "tr": 1e6, "ty": 1e9, "ti": 1e9,
    ]

    /// Reads a cell; nil when it is anything but one number.
    ///
    /// A nought in front makes a name of it, as of telephone and register numbers, not an amount.
    ///
    /// - Parameter text: The cell, for example "11.562", "4,5 nghìn", "99,54%".
    public init?(_ text: String) {
        guard text.utf8.count <= 60 else { return nil }
        var rest = text[...]
        var isNegative = false
        if let sign = rest.first, "-−+".contains(sign) {
            isNegative = sign != "+"
            rest = rest.dropFirst()
        }
        let figure = rest.prefix { ($0.isASCII && $0.isNumber) || ".,\u{A0}\u{202F} ".contains($0) }
        let digits = figure.filter { !$0.isWhitespace }
        var tokens = CellTokens(String(rest.dropFirst(figure.count))).tokens[...]
        guard let number = Self.number(String(digits)) else { return nil }
        value = isNegative ? -number : number
        if case .word(let word)? = tokens.first, let unit = Self.units[word] {
            value *= unit
            tokens = tokens.dropFirst()
        }
        isPercent = tokens.first == .sign("%")
        if isPercent { tokens = tokens.dropFirst() }
        if !tokens.isEmpty { return nil }
    }

    private static func number(_ digits: String) -> Double? {
        guard let first = digits.first, first.isNumber, let last = digits.last, last.isNumber else { return nil }
        let dots = digits.count { $0 == "." }
        let commas = digits.count { $0 == "," }
        if first == "0", digits.dropFirst().first?.isNumber == true { return nil }
        switch (dots, commas) {
        case (0, 0): return Double(digits)
        // One comma begins decimals; several part thousands, as in English.
        case (0, 1): return Double(digits.replacing(",", with: "."))
        case (0, _): return isGrouped(digits, by: ",") ? Double(digits.replacing(",", with: "")) : nil
        // One dot parts thousands when three digits follow; else it begins decimals, as programs write.
        case (1, 0) where !isGrouped(digits, by: "."): return Double(digits)
        case (_, 0): return isGrouped(digits, by: ".") ? Double(digits.replacing(".", with: "")) : nil
        default: return mixed(digits, dots: dots, commas: commas)
        }
    }

    /// Both signs: the last one begins the decimals.
    private static func mixed(_ digits: String, dots: Int, commas: Int) -> Double? {
        guard let dot = digits.lastIndex(of: "."), let comma = digits.lastIndex(of: ",") else { return nil }
        let (decimal, group): (Character, Character) = comma > dot ? (",", ".") : (".", ",")
        guard (decimal == "," ? commas : dots) == 1, let end = digits.lastIndex(of: decimal),
            isGrouped(String(digits[..<end]), by: group)
        else { return nil }
        return Double(
            digits[..<end].filter { $0 != group } + "." + digits[digits.index(after: end)...])
    }

    private static func isGrouped(_ digits: String, by sign: Character) -> Bool {
        let groups = digits.split(separator: sign, omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.count), first != "0" else {
            return false
        }
        return groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    }
}
