/// Damages mails at random, the same way for the same seed.
struct MailMutation {
    private let mails: [[UInt8]]
    private var random: Mails.Random

    /// What headers, boundaries and encodings are made of, and what parsers are known to stumble over.
    private static let tokens: [String] = [
        "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " ", "\t", "\n ", "\r\n\t", "\u{0}", ":", ";", ",", "<", ">", "(", ")",
        "\"",
        "\\", "[", "]", "@", "=", "=?", "?=", "=?utf-8?B?", "=?utf-8?Q?", "=?iso-8859-1*vi?q?=E9?=", "=?=", "*0*=",
        "*=", "'",
        "utf-8''%C3", "--", "---", "From ", ">From ", "From: ", "To: a: b: c: ", "Cc: x@y, ", "Bcc: ;", "Reply-To: <<<",
        "Sender: ((((", "Subject: ", "Date: Thu, 1 Jan 1970 00:00:00 +0000", "Message-ID: <", "MIME-Version: 1.0\n",
        "Content-Type: multipart/mixed; boundary=b\n", "Content-Type: multipart/digest; boundary=\"b b\"\n",
        "Content-Type: message/rfc822\n", "Content-Type: message/global\n", "Content-Type: message/rfc2822\n",
        "Content-Type: message/partial\n", "Content-Type: text/plain; charset=", "Content-Type: text\n",
        "Content-Type: application/pkcs7-mime\n", "Content-Type: multipart/signed; boundary=b; protocol=x\n",
        "Content-Type: multipart/encrypted; boundary=b\n", "Content-Disposition: attachment; filename*0*=",
        "Content-Disposition: ", "Content-ID: <a", "Content-MD5: ", "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n", "Content-Transfer-Encoding: x-uuencode\n",
        "Content-Transfer-Encoding: ", "Content-Length: -1\n", "--b\n", "--b--\n", "--b b\n", "begin 644 a\n",
        "`\nend\n",
        "=3D", "=\n", "=\r\n", "=G", "QUJD", "Q===", "đ", "\u{FEFF}", "\u{FFFD}", "-----BEGIN PGP MESSAGE-----\n",
    ]

    init(of mails: [[UInt8]], seed: UInt64) {
        self.mails = mails
        random = Mails.Random(state: seed)
    }

    /// The next damaged mail, at most about 300 kB.
    mutating func next() -> [UInt8] {
        var bytes = mails[number(mails.count)]
        if bytes.count > 60_000 { bytes = Array(bytes.prefix(60_000)) }
        for _ in 0...number(6) { damage(&bytes) }
        return Array(bytes.prefix(300_000))
    }

    private mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

    /// A place, in half of all cases within the first kilobyte, where the header stands.
    private mutating func place(_ bytes: [UInt8]) -> Int {
        number(2) == 0 ? number(min(bytes.count, 1024) + 1) : number(bytes.count + 1)
    }

    private mutating func damage(_ bytes: inout [UInt8]) {
        let at = place(bytes)
        switch number(10) {
        case 0:
            if at < bytes.count { bytes[at] = UInt8(truncatingIfNeeded: random.next()) }
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + number(40)))
        case 2:
            let end = min(bytes.count, at + 1 + number(400))
            bytes.insert(contentsOf: Array(bytes[at..<end]), at: place(bytes))
        case 3: bytes.removeSubrange(at...)
        case 4:
            let other = mails[number(mails.count)]
            let start = number(other.count + 1)
            bytes.insert(contentsOf: other[start..<min(other.count, start + number(2000))], at: at)
        case 5:
            let token = Array(Self.tokens[number(Self.tokens.count)].utf8)
            let times = [3, 60, 400, 3000][number(4)]
            bytes.insert(contentsOf: (0..<times).flatMap { _ in token }, at: at)
        case 6: bytes = Self.lines(bytes, crlf: number(2) == 0)
        default: bytes.insert(contentsOf: Array(Self.tokens[number(Self.tokens.count)].utf8), at: at)
        }
    }

    private static func lines(_ bytes: [UInt8], crlf: Bool) -> [UInt8] {
        bytes.filter { $0 != 0x0D }.flatMap { $0 == 0x0A && crlf ? [0x0D, 0x0A] : [$0] }
    }
}
