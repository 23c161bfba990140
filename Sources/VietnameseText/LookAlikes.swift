/// Letters of other scripts that look like Latin ones and stand for them inside a Latin word.
///
/// They come from copied texts, from keyboards left in another layout, and from writers who want to get past a filter.
enum LookAlikes {
    /// The Latin letter that a scalar looks like.
    static func latin(_ scalar: Unicode.Scalar) -> Letter? {
        guard let letter = letters[scalar.value] else { return nil }
        return .letter(plain: letter | 0x20, shape: nil, tone: .level, upper: letter & 0x20 == 0)
    }

    /// By scalar: the ASCII letter, in its case.
    ///
    /// > Source: Unicode Technical Standard #39, confusables.txt, the Cyrillic and Greek letters that any font draws alike.
    private static let letters: [UInt32: UInt8] = {
        let pairs = [
            // Cyrillic.
            ("аеорсухіѕјһԁԛԝѵк", "aeopcyxisjhdqwvk"), ("АВЕКМНОРСТУХІЅЈҺԚԜѴ", "ABEKMHOPCTYXISJHQWV"),
            // Greek.
            ("αονικρυγ", "aovikpuy"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ]
        var letters: [UInt32: UInt8] = [:]
        for (other, latin) in pairs {
            for (scalar, letter) in zip(other.unicodeScalars, latin.utf8) { letters[scalar.value] = letter }
        }
        return letters
    }()
}
