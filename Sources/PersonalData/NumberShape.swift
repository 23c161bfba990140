/// What digits may be by their count and first figures.
enum NumberShape {
    /// The rule for digits that are a complete Vietnamese telephone number; nil when they are none.
    ///
    /// > Source: Thông tư 22/2014/TT-BTTTT and the prefix changes of 2017 and 2018; the forms of before are still written.
    static func phone(_ digits: [UInt8], isInternational: Bool) -> PersonalDataRule? {
        guard digits.count >= 10, digits.count <= 14 else { return nil }
        if digits[0] == 0 {
            if digits[1] == 0 {
                guard digits[2] == 8, digits[3] == 4 else { return nil }
                return national(Array(digits.dropFirst(4))) ? .international : nil
            }
            switch (digits.count, digits[1]) {
            case (10, 3), (10, 5), (10, 7), (10, 8), (10, 9): return .mobile
            case (11, 1): return [2, 6, 8, 9].contains(digits[2]) ? .mobile : nil
            case (11, 2): return .landLine
            // Hà Nội until 2017.
            case (10, 4): return .landLine
            default: return nil
            }
        }
        guard digits[0] == 8, digits[1] == 4 else { return nil }
        var rest = Array(digits.dropFirst(2))
        if isInternational, rest.first == 0 { rest.removeFirst() }
        return national(rest) ? .international : nil
    }

    /// Whether digits are a national number without its leading 0.
    private static func national(_ digits: [UInt8]) -> Bool {
        guard let first = digits.first else { return false }
        switch digits.count {
        case 9: return [3, 5, 7, 8, 9].contains(first)
        case 10: return first == 2
        default: return false
        }
    }

    /// Whether digits are a service number: 1800 or 1900 and four or six more.
    static func isServiceNumber(_ digits: [UInt8]) -> Bool {
        (digits.count == 8 || digits.count == 10) && digits[0] == 1 && (digits[1] == 8 || digits[1] == 9)
            && digits[2] == 0 && digits[3] == 0
    }

    /// Whether twelve digits can be a citizen's identity number: province of birth, century and sex, year of birth.
    ///
    /// > Source: Nghị định 137/2015/NĐ-CP, Điều 13, and Thông tư 59/2021/TT-BCA, Phụ lục I.
    static func isCitizenNumber(_ digits: [UInt8]) -> Bool {
        guard digits.count == 12 else { return false }
        let province = Int(digits[0]) * 100 + Int(digits[1]) * 10 + Int(digits[2])
        guard provinceCodes.contains(province) else { return false }
        let year = Int(digits[4]) * 10 + Int(digits[5])
        switch digits[3] {
        case 0, 1: return true
        case 2, 3: return year < 50
        default: return false
        }
    }

    private static let provinceCodes: Set<Int> = [
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45,
        46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91,
        92,
        93, 94, 95, 96,
    ]

    /// Whether nine digits can be a number of the old identity card, with nothing around that says so.
    static func isOldIdentityNumber(_ digits: [UInt8]) -> Bool {
        digits.count == 9 && digits[0] <= 3 && !digits.suffix(4).allSatisfy { $0 == 0 }
    }
}
