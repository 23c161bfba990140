import Reporting

/// An answer to a browser, free of the server library.
struct PageAnswer: Sendable {
    /// Status code (RFC 9110 §15).
    var status: Int
    /// Headers beside the security headers.
    var headers: [(name: String, value: String)]
    /// Body.
    var body: [UInt8]

    /// A page; never stored by caches.
    static func page(_ html: HTML, status: Int = 200) -> PageAnswer {
        PageAnswer(
            status: status, headers: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")],
            body: Array(html.markup.utf8))
    }

    /// The way on after a form post (RFC 9110 §15.4.4).
    static func redirect(_ path: LocalPath) -> PageAnswer {
        PageAnswer(status: 303, headers: [("Location", path.text), ("Cache-Control", "no-store")], body: [])
    }

    /// A file to save; browsers never show it as a page.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - type: Media type.
    ///   - name: File name; only ASCII letters, digits, dots and hyphens are kept.
    ///   - originalName: The name that the file came with, for browsers that know RFC 8187.
    /// - Returns: The file as an answer.
    static func download(
        _ bytes: [UInt8], type: String, name: String, originalName: String? = nil
    ) -> PageAnswer {
        let safe = name.unicodeScalars.filter { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", ".": true
            default: false
            }
        }
        let plain = "attachment; filename=\"\(String(String.UnicodeScalarView(safe)))\""
        let disposition = originalName.map { plain + "; filename*=UTF-8''" + extendedValue($0) } ?? plain
        return PageAnswer(
            status: 200,
            headers: [
                ("Content-Type", type), ("Cache-Control", "no-store"), ("Content-Disposition", disposition),
                ("Content-Security-Policy", SecurityHeaders.sandboxPolicy),
            ], body: bytes)
    }

    /// A name as a header may hold it: letters and digits of ASCII, the bytes of everything else by number.
    ///
    /// > Source: RFC 8187 §3.2.1.
    private static func extendedValue(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let kept = String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))
        let bytes = kept.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: [byte]
            default: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same answer with one more cookie.
    func setting(_ cookie: SiteCookie) -> PageAnswer {
        var answer = self
        answer.headers.append(("Set-Cookie", cookie.header))
        return answer
    }
}

/// A cookie of this site: never readable by scripts, never sent along from other sites.
struct SiteCookie: Sendable {
    /// Names of our cookies.
    enum Name: String, Sendable {
        /// The session's token.
        case session = "langnghe_phien"
        /// Token for forms without a session.
        case visitor = "langnghe_khach"
        /// Language of the screens.
        case language = "langnghe_ngon_ngu"
    }

    /// Name.
    var name: Name
    /// Value; only hexadecimal digits or letters, so nothing needs quoting.
    var value: String
    /// Seconds to keep it; 0 removes it.
    var maxAge: Int64
    /// Whether it may only travel by https.
    var isSecure: Bool

    /// The `Set-Cookie` header's value (RFC 6265 §4.1).
    var header: String {
        "\(name.rawValue)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
    }
}
