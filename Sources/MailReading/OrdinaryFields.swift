/// Counts what GMime would have to work on in the header fields of one mail.
///
/// GMime looks into addresses, subject, date, Message-ID and the Content- fields as soon as it reads them; all other fields it
/// only stores. It keeps every charset name it meets for ever, and opens a converter for it; so only known names pass.
struct OrdinaryFields {
    private var fields = 0
    private var bytes = 0
    private var addressBytes = 0
    private var commas = 0
    private var groups = 0
    private var brackets = 0
    private var encodedWords = 0

    private static let fieldLimit = 2000
    private static let byteLimit = 256_000
    private static let addressByteLimit = 64_000
    private static let commaLimit = 500
    /// Colons and semicolons in addresses: each may open a group inside a group.
    private static let groupLimit = 50
    private static let bracketLimit = 2000
    private static let encodedWordLimit = 500
    /// Bytes of one field that GMime looks into, addresses excepted.
    private static let valueLimit = 8000
    private static let parameterLimit = 50

    private enum Use {
        case addresses
        case text
        case parameters
        case stored
    }

    /// Adds the fields of one header; false as soon as they are beyond a bound.
    mutating func accept(_ headers: [HeaderField]) -> Bool {
        fields += headers.count
        guard fields <= Self.fieldLimit else { return false }
        for field in headers {
            bytes += field.name.utf8.count + field.value.count
            guard bytes <= Self.byteLimit else { return false }
            switch Self.use(of: field.name) {
            case .stored: continue
            case .addresses: guard acceptAddresses(field.value) else { return false }
            case .text: guard field.value.count <= Self.valueLimit else { return false }
            case .parameters: guard Self.acceptParameters(field.value) else { return false }
            }
            guard acceptEncodedWords(field.value) else { return false }
        }
        return true
    }

    private static let addressNames: Set<String> = ["from", "to", "cc", "bcc", "reply-to", "sender"]
    private static let textNames: Set<String> = ["subject", "date", "message-id", "mime-version"]

    private static func use(of name: String) -> Use {
        let count = name.utf8.count
        if count <= 12 {
            let name = name.lowercased()
            if addressNames.contains(name) { return .addresses }
            if textNames.contains(name) { return .text }
        }
        return count > 8 && name.lowercased().hasPrefix("content-") ? .parameters : .stored
    }

    private mutating func acceptAddresses(_ value: [UInt8]) -> Bool {
        addressBytes += value.count
        for byte in value {
            switch byte {
            case UInt8(ascii: ","): commas += 1
            case UInt8(ascii: ":"), UInt8(ascii: ";"): groups += 1
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
                brackets += 1
            default: break
            }
        }
        return addressBytes <= Self.addressByteLimit && commas <= Self.commaLimit && groups <= Self.groupLimit
            && brackets <= Self.bracketLimit
    }

    private static func acceptParameters(_ value: [UInt8]) -> Bool {
        guard value.count <= valueLimit else { return false }
        var semicolons = 0
        for (index, byte) in value.enumerated() {
            if byte == UInt8(ascii: ";") { semicolons += 1 }
            // RFC 2231 §4: a charset stands between the equals sign and the first apostrophe.
            let rest = value[(index + 1)...]
            if byte == UInt8(ascii: "*"), rest.first(where: { $0 > 0x20 }) == UInt8(ascii: "=") {
                let rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\"") }
                if let apostrophe = rest.prefix(41).firstIndex(of: UInt8(ascii: "'")) {
                    guard isKnownCharset(rest[..<apostrophe]) else { return false }
                } else if rest.contains(UInt8(ascii: "'")) {
                    return false
                }
            }
        }
        return semicolons <= parameterLimit
    }

    private mutating func acceptEncodedWords(_ value: [UInt8]) -> Bool {
        var index = value.startIndex
        while let equals = value[index...].firstIndex(of: UInt8(ascii: "=")) {
            index = equals + 1
            guard index < value.endIndex, value[index] == UInt8(ascii: "?") else { continue }
            encodedWords += 1
            guard encodedWords <= Self.encodedWordLimit else { return false }
            // The end of a word after padding ("=?=") looks like a beginning; only a word goes on with its encoding.
            let word = value[(index + 1)...]
            guard let mark = word.firstIndex(of: UInt8(ascii: "?")), mark + 2 < word.endIndex,
                word[mark + 2] == UInt8(ascii: "?"), [0x62, 0x71].contains(word[mark + 1] | 0x20)
            else { continue }
            guard Self.isKnownCharset(word[..<mark].prefix { $0 != UInt8(ascii: "*") }) else { return false }
        }
        return true
    }

    /// Charsets that GMime may ask iconv for: those that mail is written in, none that a sender thinks up.
    private static func isKnownCharset(_ label: ArraySlice<UInt8>) -> Bool {
        guard label.count <= 20 else { return false }
        let name = String(decoding: label, as: UTF8.self).lowercased()
        if ["utf-8", "utf8", "us-ascii", "ascii", ""].contains(name) { return true }
        for family in ["iso-8859-", "windows-125", "cp125"] where name.hasPrefix(family) {
            let number = name.utf8.dropFirst(family.utf8.count)
            return (1...2).contains(number.count) && number.allSatisfy { (0x30...0x39).contains($0) }
        }
        return false
    }
}
