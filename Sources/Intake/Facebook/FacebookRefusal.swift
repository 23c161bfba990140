import Casework
import JSONReading

/// An error as the Graph API writes it.
///
/// > Source: Meta for Developers, Graph API, "Handling Errors".
struct FacebookRefusal: Sendable, Hashable {
    var code: Int64
    var subcode: Int64
    var message: String

    /// Reads an answer; nil when it tells no error.
    init?(_ answer: JSONValue, hiding secrets: [String]) {
        guard let error = answer["error"] else { return nil }
        code = error["code"]?.integer ?? 0
        subcode = error["error_subcode"]?.integer ?? 0
        message = ServiceAnswer.words(error["message"]?.scalarText, hiding: secrets) ?? "no reason given"
    }

    /// Whether the thing that was asked for is gone, or was never to be seen.
    var isMissing: Bool { code == 803 || code == 100 && subcode == 33 }

    /// Whether asking is not allowed, while the token itself is good.
    var isPermission: Bool { code == 3 || code == 10 || (200...299).contains(code) }

    /// Minutes that the API keeps everybody out after too many questions; nil for other errors.
    private var waitMinutes: Int64? {
        switch code {
        case 4, 17, 32, 613, 80_001, 80_006: 60
        case 341, 368: 6 * 60
        default: nil
        }
    }

    /// The error as the source's, with what to do.
    func failure(of source: String, usage: FacebookUsage, at time: Timestamp) -> CollectionError {
        let told = "Facebook answers with error \(code)\(subcode == 0 ? "" : "/\(subcode)") («\(message)»)."
        if let minutes = waitMinutes {
            return .askedToWait(
                source: source, host: "Facebook", until: time.adding(seconds: (usage.pauseMinutes ?? minutes) * 60))
        }
        if code == 190 || code == 102 {
            return .accessRefused(
                source: source,
                reason: "\(told) \(Self.tokenEnd(subcode)) Make a new page token and put it into its file.")
        }
        if isPermission {
            return .accessRefused(
                source: source,
                reason:
                    "\(told) The token lacks a permission. It needs pages_read_engagement and pages_read_user_content, "
                    + "and pages_messaging for the inbox; have the page's administrator grant them.")
        }
        switch code {
        case 1, 2: return .protocolFailure(source: source, reason: told + " It is asked again at the next pass.")
        case 100:
            return .protocolFailure(
                source: source, reason: told + " Check page and version in the configuration.")
        case 104:
            return .accessRefused(
                source: source,
                reason: told + " The app demands proof of its secret: give app_secret_file in the configuration.")
        default: return .protocolFailure(source: source, reason: told)
        }
    }

    /// Why a token ended.
    private static func tokenEnd(_ subcode: Int64) -> String {
        switch subcode {
        case 463: "The token has expired."
        case 460: "The token ended because its owner changed the password."
        case 458: "The token ended because its owner removed the app."
        case 459, 464: "Facebook wants the token's owner to sign in and confirm who he or she is."
        case 467: "The token was withdrawn."
        default: "The token is not valid."
        }
    }
}
