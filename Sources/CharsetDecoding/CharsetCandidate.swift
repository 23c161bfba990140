import ReadingDefects

/// A charset of bytes beyond ASCII that a text without a true label may be in.
enum CharsetCandidate: Equatable {
    case singleByte(SingleByteCharset)
    case vni

    /// The charsets Vietnamese was written in before Unicode, those first that are met most.
    static let vietnamese: [CharsetCandidate] = [
        .singleByte(.windows1258), .singleByte(.tcvn), .vni, .singleByte(.viscii),
    ]

    /// The label that is shown.
    var name: String {
        switch self {
        case .singleByte(let charset): charset.name
        case .vni: "x-viet-vni"
        }
    }

    /// The bytes as scalars, composed, and how many bytes meant nothing.
    func scalars(_ bytes: some Collection<UInt8>) -> (scalars: [Unicode.Scalar], undecodable: Int) {
        switch self {
        case .vni: return VNIWindows.decode(bytes)
        case .singleByte(let charset):
            var undecodable = 0
            let scalars = bytes.map { byte in
                let scalar = charset.scalar(byte)
                if scalar == "\u{FFFD}" { undecodable += 1 }
                return scalar
            }
            let composed = VietnameseComposition.composed(scalars)
            return (charset == .tcvn ? TCVNCapitals.raised(composed) : composed, undecodable)
        }
    }

    /// The bytes as text.
    func decode(_ bytes: [UInt8], reason: CharsetReason) -> DecodedText {
        let (scalars, undecodable) = scalars(bytes)
        return DecodedText(
            text: String(scalars: scalars), charset: name, reason: reason,
            defect: ReadingDefect.undecodable(undecodable, in: name))
    }
}

extension ReadingDefect {
    /// What to say of bytes that mean nothing in a charset; nil when there are none.
    static func undecodable(_ count: Int, in charset: String) -> ReadingDefect? {
        guard count > 0 else { return nil }
        return ReadingDefect(
            en: "\(count) byte\(count == 1 ? "" : "s") mean nothing in \(charset) and are shown as U+FFFD.",
            vi: "\(count) byte không có nghĩa trong \(charset), hiện thành ký tự thay thế.")
    }
}
