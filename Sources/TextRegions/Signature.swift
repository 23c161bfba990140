/// Tells the lines that a signature is made of.
enum Signature {
    private static let closings: Set<String> = [
        "tran trong", "tran trong cam on", "tran trong kinh chao", "tran trong cam on va kinh chao", "kinh thu",
        "kinh don",
        "kinh chao", "than ai", "than men", "tran trong va cam on", "best regards", "kind regards", "regards",
        "sincerely",
        "yours sincerely", "many thanks", "thanks and regards", "thanks best regards", "br", "thanks", "thank you",
        "xin cam on", "cam on", "chan thanh cam on", "xin chan thanh cam on", "toi xin chan thanh cam on",
        "toi xin cam on", "chung toi xin chan thanh cam on", "xin tran trong cam on", "toi xin tran trong cam on",
        "tran trong kinh don", "tran trong kinh thu", "tran trong kinh trinh", "kinh trinh", "than", "than chao",
        "nguoi lam don", "nguoi viet don", "nguoi khieu nai", "nguoi to cao", "nguoi phan anh", "nguoi kien nghi",
        "nguoi de nghi", "nguoi gui", "dai dien cac ho dan", "thay mat cac ho dan",
    ]

    private static let contacts: Set<String> = [
        "tel", "phone", "mobile", "cell", "fax", "email", "e mail", "mail", "web", "website", "zalo", "facebook",
        "hotline", "dt",
        "sdt", "dien thoai", "di dong", "so dien thoai", "m", "t", "e", "w", "dd", "dtdd", "lien he", "skype",
    ]

    /// Labels of lines that belong to a signature and reach nobody.
    private static let labels: Set<String> = [
        "dia chi", "chuc vu", "don vi", "phong", "address", "title", "ho ten", "ho va ten",
    ]

    /// "Trân trọng," and the like, alone on its line.
    static func isClosing(_ content: ArraySlice<UInt8>) -> Bool {
        content.count <= 60 && closings.contains(TextLines.folded(content))
    }

    /// A line by which somebody can be reached: a label with its number, an address of mail, a page, or a telephone number alone.
    static func isContact(_ content: ArraySlice<UInt8>) -> Bool {
        if let colon = content.prefix(30).firstIndex(of: UInt8(ascii: ":")),
            contacts.contains(TextLines.folded(content[..<colon]))
        {
            return true
        }
        let words = content.split { $0 <= 0x20 }
        if words.count <= 2, content.contains(UInt8(ascii: "@")) { return true }
        if words.count == 1, content.starts(with: "http".utf8) || content.starts(with: "www.".utf8) { return true }
        let digits = content.count { (0x30...0x39).contains($0) }
        return digits >= 8 && content.allSatisfy { (0x30...0x39).contains($0) || " +-.()/".utf8.contains($0) }
    }

    /// A line that is somebody's name: two to six words, each with a capital, and nothing else.
    static func isPerson(_ content: ArraySlice<UInt8>) -> Bool {
        guard content.count <= 60 else { return false }
        let words = String(decoding: content, as: UTF8.self).split(separator: " ")
        guard (2...6).contains(words.count) else { return false }
        return words.allSatisfy { word in
            guard let first = word.unicodeScalars.first, first.properties.isUppercase else { return false }
            return word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "." || isMark($0) }
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark
    }

    /// A line that may be a name, a post or an office: short, of few words, and no sentence.
    static func isName(_ content: ArraySlice<UInt8>) -> Bool {
        if let colon = content.prefix(30).firstIndex(of: UInt8(ascii: ":")),
            labels.contains(TextLines.folded(content[..<colon]))
        {
            return true
        }
        // "(Ký, ghi rõ họ tên)"
        if content.first == UInt8(ascii: "("), content.last == UInt8(ascii: ")"), content.count <= 60 { return true }
        guard let last = content.last, !".!?:;".utf8.contains(last), content.count <= 110 else { return false }
        return content.split { $0 <= 0x20 }.count <= 12 && !content.contains { ";!?".utf8.contains($0) }
    }
}
