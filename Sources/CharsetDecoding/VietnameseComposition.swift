/// Puts a Vietnamese letter and the tone mark after it together into one code point.
///
/// windows-1258 and TCVN write tones as marks of their own; the rest of the program counts on NFC. Only the letters of
/// Vietnamese are composed: that is all these charsets can mark.
enum VietnameseComposition {
    /// Tone marks in the order of the rows below: grave, hook above, tilde, acute, dot below.
    static let marks: [Unicode.Scalar] = ["\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

    private static let rows = [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự",
        "yỳỷỹýỵ", "AÀẢÃÁẠ", "ĂẰẲẴẮẶ", "ÂẦẨẪẤẬ", "EÈẺẼÉẸ", "ÊỀỂỄẾỆ", "IÌỈĨÍỊ", "OÒỎÕÓỌ", "ÔỒỔỖỐỘ", "ƠỜỞỠỚỢ", "UÙỦŨÚỤ",
        "ƯỪỬỮỨỰ", "YỲỶỸÝỴ",
    ]

    private static let composed: [Unicode.Scalar: [Unicode.Scalar]] = Dictionary(
        uniqueKeysWithValues: rows.compactMap { row in
            let scalars = Array(row.unicodeScalars)
            return scalars.first.map { ($0, Array(scalars.dropFirst())) }
        })

    /// The letter without its tone, for every letter that carries one.
    static let toneless: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: composed.flatMap { base, toned in toned.map { ($0, base) } })

    /// One letter with a tone mark, nil when the pair is no Vietnamese letter.
    static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard mark.value >= 0x300, let tone = marks.firstIndex(of: mark) else { return nil }
        return composed[base]?[tone]
    }

    /// The scalars as text, each mark joined to the letter before it where that makes a Vietnamese letter.
    static func text(_ scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var pending: Unicode.Scalar?
        for scalar in scalars {
            guard let base = pending else {
                pending = scalar
                continue
            }
            if let letter = compose(base, scalar) {
                result.append(letter)
                pending = nil
            } else {
                result.append(base)
                pending = scalar
            }
        }
        if let last = pending { result.append(last) }
        return String(result)
    }
}
