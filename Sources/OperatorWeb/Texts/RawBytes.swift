/// Bytes of unknown form as lines that a person can look at.
enum RawBytes {
    /// The bytes as text: what is no UTF-8 becomes U+FFFD, control characters but line ends and tabs become a middle dot.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let text = String(decoding: Array(bytes), as: UTF8.self).replacing("\r\n", with: "\n")
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isShown = scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
            shown.append(isShown ? scalar : "·")
        }
        return String(shown)
    }
}
