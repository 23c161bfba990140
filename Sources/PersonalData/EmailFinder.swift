import VietnameseText

/// Finds e-mail addresses, also those whose at sign is spelled out.
///
/// > Source: RFC 5321 §4.5.3.1 for the lengths, RFC 5322 §3.4.1 for the letters most servers allow.
struct EmailFinder {
    private let text: ScannedText
    private(set) var spans: [PersonalDataSpan] = []

    init(_ text: ScannedText) {
        self.text = text
        var floor = 0
        for position in text.bytes.indices where text.bytes[position] == UInt8(ascii: "@") && position >= floor {
            guard let range = address(around: position, length: 1, floor: floor) else { continue }
            append(range, rule: .emailAddress, cue: nil)
            floor = range.upperBound
        }
        findSpelled()
    }

    private mutating func append(_ range: Range<Int>, rule: PersonalDataRule, cue: String?) {
        let isOffice = Self.officeDomains.contains { domain in
            range.count > domain.count
                && text.bytes[(range.upperBound - domain.count)..<range.upperBound]
                    .elementsEqual(domain) { lowered($0) == $1 }
        }
        spans.append(
            PersonalDataSpan(
                kind: .email, start: range.lowerBound, end: range.upperBound, rule: isOffice ? .officeEmail : rule,
                cue: cue))
    }

    /// The address around an at sign of so many bytes; one space on each side of the sign is let pass.
    private func address(around sign: Int, length: Int, floor: Int) -> Range<Int>? {
        var localEnd = sign
        if localEnd > floor, text.bytes[localEnd - 1] == 0x20 { localEnd -= 1 }
        var start = localEnd
        while start > floor, localEnd - start < 64, Self.isLocal(text.bytes[start - 1]) { start -= 1 }
        while start < localEnd, text.bytes[start] == UInt8(ascii: ".") || text.bytes[start] == UInt8(ascii: "-") {
            start += 1
        }
        var domainStart = sign + length
        if domainStart < text.bytes.count, text.bytes[domainStart] == 0x20 { domainStart += 1 }
        guard start < localEnd, let end = domainEnd(from: domainStart) else { return nil }
        let isSpaced = localEnd < sign || domainStart > sign + length
        // "họp @ Hà Nội" has spaces too; a domain with a point or a known mail host tells the difference.
        return isSpaced && !hasHost(domainStart..<end) ? nil : start..<end
    }

    /// The end of a domain: labels with points, the last one of letters; or the bare name of a well-known mail host.
    private func domainEnd(from start: Int) -> Int? {
        var end = start
        while end < text.bytes.count, end - start < 255, Self.isDomain(text.bytes[end]) { end += 1 }
        while end > start, text.bytes[end - 1] == UInt8(ascii: ".") || text.bytes[end - 1] == UInt8(ascii: "-") {
            end -= 1
        }
        let domain = text.bytes[start..<end]
        guard let point = domain.lastIndex(of: UInt8(ascii: ".")) else {
            return Self.hosts.contains { domain.elementsEqual($0) { lowered($0) == $1 } } ? end : nil
        }
        let top = domain[(point + 1)...]
        guard point > start, top.count >= 2, top.allSatisfy(Self.isASCIILetter) else { return nil }
        return end
    }

    private func hasHost(_ range: Range<Int>) -> Bool {
        text.bytes[range].contains(UInt8(ascii: "."))
            || Self.hosts.contains { text.bytes[range].elementsEqual($0) { lowered($0) == $1 } }
    }

    // MARK: - Spelled addresses

    /// "ten a còng gmail chấm com", "ten (at) gmail.com", "ten[at]yahoo dot com".
    private mutating func findSpelled() {
        for host in text.words.indices.dropFirst() where isHost(host) {
            let sign = Self.signs.nearest(before: host, within: 1, in: text)
            guard let sign, sign.lowerBound > 0 else { continue }
            let local = text.words[sign.lowerBound - 1]
            var start = local.start
            let floor = spans.last { $0.end <= local.end }?.end ?? 0
            while start > floor, local.end - start < 64, Self.isLocal(text.bytes[start - 1]) { start -= 1 }
            var end = text.words[host].end
            if let last = topLevel(after: host) { end = text.words[last].end }
            append(start..<end, rule: .spelledEmail, cue: text.string(sign))
        }
        spans.sort { $0.start < $1.start }
    }

    private func isHost(_ index: Int) -> Bool { Self.hostNames.count(startingAt: index, in: text) == 1 }

    /// The last word of ".com", "chấm com", "dot com", "chấm com chấm vn" after a host.
    private func topLevel(after host: Int) -> Int? {
        var last: Int?
        var next = host + 1
        while next < text.words.count, next < host + 5, text.words[next].gap < .sentence || next == host + 1 {
            if Self.topLevels.count(startingAt: next, in: text) == 1 {
                last = next
            } else if Self.points.count(startingAt: next, in: text) != 1 {
                break
            }
            next += 1
        }
        return last
    }

    private static func isASCIILetter(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        isASCIILetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%")
    }

    private func lowered(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    private static let hosts = ["gmail", "yahoo", "hotmail", "outlook", "icloud", "mail"].map { Array($0.utf8) }
    private static let officeDomains = [".gov.vn", "dcs.vn", "@gov.vn", ".gov"].map { Array($0.utf8) }
    private static let hostNames = PhraseList("gmail,gmai,yahoo,hotmail,outlook,icloud,zohomail")
    private static let signs = PhraseList("a còng,acòng,a vòng,at,a móc,a cong")
    private static let points = PhraseList("chấm,dot,cham")
    private static let topLevels = PhraseList("com,vn,net,org")
}
