public import CivilCalendar

/// The part of an address by which a citizen says, without a log-in, what they think of an outcome.
///
/// It is the code's nine digits, the last day on which it counts, and a signature over both and over its purpose:
/// `482719356-20413-k3…`. Nothing of it is kept; who has it may answer until the day is over, and change the answer.
///
/// > Source: RFC 2104 (HMAC), with SHA-256, cut to 160 bits.
public struct SatisfactionToken: Sendable, Hashable {
    /// The case.
    public var code: TrackingCode
    /// The last day on which it counts.
    public var lastDay: CivilDate
    /// What is shown as the signature.
    public var signature: String

    private static let signatureLength = 32

    /// Signs a code for some days.
    public init(code: TrackingCode, lastDay: CivilDate, key: ThreadKey) {
        self.code = code
        self.lastDay = lastDay
        signature = key.satisfactionSignature(of: code, lastDay: lastDay)
    }

    /// Reads a token; nil when it has not the form of one.
    ///
    /// Only the form that ``text`` writes is read, so that one right has one address.
    public init?(_ text: String) {
        guard text.utf8.count <= 80 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 9, let code = TrackingCode(String(parts[0])),
            (1...6).contains(parts[1].utf8.count), let day = Int(parts[1]), String(day) == parts[1], day > 0,
            parts[2].utf8.count == Self.signatureLength, parts[2].utf8.allSatisfy(Base32.isDigit)
        else { return nil }
        self.code = code
        lastDay = CivilDate(dayNumber: day)
        signature = String(parts[2])
    }

    /// The token as it stands in an address.
    public var text: String { "\(code.digits)-\(lastDay.dayNumber)-\(signature)" }
}

/// Where citizens say what they think of outcomes, and for how long.
public struct SatisfactionLinks: Sendable, Hashable {
    /// Days for which a link counts after the one on which it is made.
    public var days: Int
    /// Address of the office's site as people reach it, without a slash at its end.
    public var origin: String

    /// Creates the setting.
    public init(days: Int, origin: String) {
        self.days = days
        self.origin = origin
    }

    /// A link for a case that is made now.
    ///
    /// - Parameters:
    ///   - code: The case.
    ///   - time: Now.
    ///   - key: The office's key.
    /// - Returns: The address and the last day on which it counts.
    public func link(
        for code: TrackingCode, at time: Timestamp, key: ThreadKey
    ) -> (address: String, lastDay: CivilDate) {
        let lastDay = LocalMoment(utcMilliseconds: time.rawValue).date.adding(days: days)
        let token = SatisfactionToken(code: code, lastDay: lastDay, key: key)
        return ("\(origin)/danh-gia/\(token.text)", lastDay)
    }
}
