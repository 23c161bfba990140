import VietnameseText

/// Puts a Vietnamese letter and the tone mark after it together into one code point.
///
/// windows-1258 and TCVN write tones as marks of their own; the rest of the program counts on NFC. Only the letters of
/// Vietnamese are composed: that is all these charsets can mark.
enum VietnameseComposition {
    /// One letter with a tone mark, nil when the pair is no Vietnamese letter.
    static func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        guard mark.value >= 0x300, let tone = VietnameseLetter.tone(ofMark: mark),
            let letter = VietnameseLetter(base), letter.tone == .level
        else { return nil }
        return letter.scalar(withTone: tone)
    }

    /// The scalars with each mark joined to the letter before it where that makes a Vietnamese letter.
    static func composed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        for scalar in scalars {
            if scalar.value >= 0x300, let base = result.last, let letter = compose(base, scalar) {
                result[result.count - 1] = letter
            } else {
                result.append(scalar)
            }
        }
        return result
    }
}

extension String {
    /// The scalars as text, in their own composition.
    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
