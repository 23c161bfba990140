/// What a site's robots.txt asks of one program.
///
/// Groups that name the program are taken together; without any, those for `*` hold. Of the rules that fit an address the
/// longest decides, and `allow` where two are equally long.
///
/// > Source: RFC 9309. `Crawl-delay` is no part of it, but many sites write it.
public struct RobotsRules: Sendable, Hashable {
    /// Bytes that are read; the rest of a longer file is ignored (RFC 9309 §2.5).
    public static let limitBytes = 512_000
    /// Most rules kept of one group.
    static let ruleLimit = 5_000
    /// Longest rule in bytes; a longer one is ignored.
    static let ruleBytes = 2_000
    /// Longest wait between two requests that is obeyed, in seconds: some sites write hours.
    static let longestDelay = 60.0

    private struct Rule: Hashable {
        var pattern: [UInt8]
        var isAllowed: Bool
    }

    private var rules: [Rule] = []
    /// Seconds between two requests; nil when the site does not say.
    public private(set) var crawlDelay: Double?

    /// Everything is allowed: the site has no robots.txt.
    public static let allowingAll = RobotsRules(rules: [])
    /// Nothing is allowed: the site's robots.txt could not be had because of its server (RFC 9309 §2.3.1.4).
    public static let forbiddingAll = RobotsRules(rules: [Rule(pattern: [UInt8(ascii: "/")], isAllowed: false)])

    private init(rules: [Rule]) { self.rules = rules }

    /// Reads a robots.txt; what cannot be understood in it is skipped.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - agent: The program's product token, such as `LangNghe`.
    public init(_ bytes: [UInt8], agent: String) {
        var own = Group()
        var others = Group()
        let wanted = agent.lowercased()
        var isOwn = false
        var isForAll = false
        var isNaming = false
        for line in Self.lines(bytes.prefix(Self.limitBytes)) {
            guard let (key, value) = Self.field(line) else { continue }
            if key == "user-agent" {
                if !isNaming {
                    isOwn = false
                    isForAll = false
                }
                isNaming = true
                if value == "*" { isForAll = true }
                if Self.productToken(value) == wanted {
                    isOwn = true
                    own.isNamed = true
                }
                continue
            }
            guard ["allow", "disallow", "crawl-delay"].contains(key) else { continue }
            isNaming = false
            if isOwn { own.take(key, value) }
            if isForAll { others.take(key, value) }
        }
        let group = own.isNamed ? own : others
        rules = group.rules
        crawlDelay = group.delay
    }

    private struct Group {
        var isNamed = false
        var rules: [Rule] = []
        var delay: Double?

        mutating func take(_ key: String, _ value: String) {
            if key == "crawl-delay" {
                if let seconds = Double(value), seconds >= 0 { delay = min(seconds, RobotsRules.longestDelay) }
                return
            }
            // An empty Disallow forbids nothing.
            guard !value.isEmpty, value.utf8.count <= RobotsRules.ruleBytes, rules.count < RobotsRules.ruleLimit else {
                return
            }
            rules.append(Rule(pattern: RobotsRules.normal(Array(value.utf8)), isAllowed: key == "allow"))
        }
    }

    /// Whether an address may be fetched.
    ///
    /// - Parameter target: Path and query as they go over the wire, beginning with `/`.
    /// - Returns: Whether it may.
    public func allows(_ target: String) -> Bool {
        let path = Self.normal(Array((target.isEmpty ? "/" : target).utf8.prefix(8_000)))
        // The file itself is always allowed (RFC 9309 §2.2.2).
        if path == Array("/robots.txt".utf8) { return true }
        var longest = -1
        var isAllowed = true
        for rule in rules where rule.pattern.count >= longest && Self.fits(path, rule.pattern) {
            isAllowed = rule.pattern.count > longest ? rule.isAllowed : isAllowed || rule.isAllowed
            longest = rule.pattern.count
        }
        return isAllowed
    }

    // MARK: Lines

    private static func lines(_ bytes: ArraySlice<UInt8>) -> [Substring] {
        var text = String(decoding: bytes, as: UTF8.self)[...]
        if text.hasPrefix("\u{FEFF}") { text = text.dropFirst() }
        return text.split(whereSeparator: \.isNewline)
    }

    private static func field(_ line: Substring) -> (key: String, value: String)? {
        let bare = line.prefix { $0 != "#" }
        guard let colon = bare.firstIndex(of: ":") else { return nil }
        let key = Trimming.trim(String(bare[..<colon])).lowercased()
        return (key, Trimming.trim(String(bare[bare.index(after: colon)...])))
    }

    /// The letters at the beginning of a name such as `LangNghe/1.0 (+https://…)`.
    private static func productToken(_ value: String) -> String {
        String(value.lowercased().prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") })
    }

    // MARK: Matching

    /// Percent-encodes what is not ASCII and decodes what needs no encoding, so that spellings of one address are alike.
    ///
    /// > Source: RFC 9309 §2.2.2, RFC 3986 §2.3.
    private static func normal(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexValue(bytes[index + 1]),
                let low = hexValue(bytes[index + 2])
            {
                let value = high * 16 + low
                if isUnreserved(value) { result.append(value) } else { result += encoded(value) }
                index += 3
                continue
            }
            if byte >= 0x80 || byte <= 0x20 { result += encoded(byte) } else { result.append(byte) }
            index += 1
        }
        return result
    }

    private static func encoded(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether a pattern with `*` for anything and `$` for the end fits the beginning of a path.
    ///
    /// Only the last `*` is ever tried again, so the work is bounded by the product of the two lengths.
    private static func fits(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let parts = isAnchored ? pattern.dropLast() : pattern[...]
        var place = 0
        var part = parts.startIndex
        var star: Int?
        var resumed = 0
        while true {
            if part == parts.endIndex {
                if !isAnchored || place == path.count { return true }
            } else if parts[part] == UInt8(ascii: "*") {
                part += 1
                star = part
                resumed = place
                continue
            } else if place < path.count, path[place] == parts[part] {
                place += 1
                part += 1
                continue
            }
            guard let star, resumed < path.count else { return false }
            resumed += 1
            place = resumed
            part = star
        }
    }
}
