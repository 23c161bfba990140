/// A charset that can be decoded, found by the many labels that mail and web pages use for it.
enum CharsetLabel: Equatable {
    case ascii
    case utf8
    case utf16BigEndian
    case utf16LittleEndian
    case singleByte(SingleByteCharset)
    case vni
    case viqr

    /// The charset behind a label as it is declared, nil when the label is unknown.
    init?(_ label: String) {
        // Labels differ in case, hyphens and underscores without meaning anything by it.
        var key = ""
        for scalar in label.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
            case "A"..."Z": key.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            default: continue
            }
        }
        switch key {
        case "usascii", "ascii", "ansix341968", "iso646us", "us": self = .ascii
        case "utf8", "unicode11utf8", "unicode20utf8", "xunicode20utf8", "utf8mb4": self = .utf8
        case "utf16", "utf16le", "unicode", "ucs2", "iso10646ucs2": self = .utf16LittleEndian
        case "utf16be", "unicodefffe": self = .utf16BigEndian
        case "windows1258", "cp1258", "xcp1258", "ibm1258": self = .singleByte(.windows1258)
        case "iso88591", "latin1", "l1", "iso885911987", "windows1252", "cp1252", "xcp1252", "iso885915", "latin9",
            "ansi":
            self = .singleByte(.windows1252)
        case "viscii", "viscii111", "csviscii", "xviscii", "xvietviscii": self = .singleByte(.viscii)
        case "tcvn", "tcvn3", "tcvn5712", "tcvn57121", "tcvn571211993", "xviettcvn", "xviettcvn3", "xviettcvn5712",
            "xviettcvn57121", "abc", "xabc", "vntime":
            self = .singleByte(.tcvn)
        case "vni", "vniwin", "vniwindows", "xvni", "xvietvni": self = .vni
        case "viqr", "csviqr", "xviqr", "xvietviqr": self = .viqr
        default: return nil
        }
    }

    /// The label that is shown.
    var name: String {
        switch self {
        case .ascii: "us-ascii"
        case .utf8: "utf-8"
        case .utf16BigEndian: "utf-16be"
        case .utf16LittleEndian: "utf-16le"
        case .singleByte(let charset): charset.name
        case .vni: "x-viet-vni"
        case .viqr: "viqr"
        }
    }
}
