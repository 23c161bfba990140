/// A number of a workbook as people here write it: a comma before the decimals, nothing between the thousands.
enum NumberText {
    /// The text of a value as the file has it, in the form that the workbook shows.
    static func text(_ raw: String, format: NumberFormat, from1904: Bool) -> String {
        guard let value = Double(raw.trimmingASCIISpaces), value.isFinite else { return raw }
        switch format {
        case .number: return plain(value)
        case .digits(let count):
            let digits = plain(value)
            guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return digits }
            return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
        case .percent: return plain((value * 1e12).rounded() / 1e10) + "%"
        case .moment(let hasDay, let hasTime):
            return SerialDate.text(value, hasDay: hasDay, hasTime: hasTime, from1904: from1904) ?? plain(value)
        }
    }

    /// Whole numbers without decimals and without exponent; others by the fewest digits that tell them apart.
    private static func plain(_ value: Double) -> String {
        if value.rounded() == value, abs(value) < 1e15 { return String(Int64(value)) }
        return String(value).replacing(".", with: ",")
    }
}

extension String {
    fileprivate var trimmingASCIISpaces: String {
        let bytes = utf8.drop { $0 <= 0x20 }
        let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.startIndex
        return String(bytes[..<end]) ?? self
    }
}
