import CCurl

/// Sorts libcurl's error numbers by what a person can do.
enum CurlFailure {
    /// Codes with which a server refuses everybody, or everybody for a while: nothing is wrong with the password.
    ///
    /// > Source: RFC 5530 §3 (UNAVAILABLE, INUSE, LIMIT, SERVERBUG), RFC 2449 §8.1 (IN-USE, LOGIN-DELAY),
    /// > RFC 3206 §4 (SYS/TEMP).
    private static let passingCodes: Set<String> = [
        "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "IN-USE", "LOGIN-DELAY", "SYS/TEMP",
    ]

    static func signInError(
        _ code: CURLcode, host: String, blocked: String?, detail: String, words: ServerWords
    ) -> TransferError {
        let error = error(code, operation: .signIn, host: host, blocked: blocked, detail: detail)
        guard case .loginDenied(var context) = error else { return error }
        context.serverWords = words.text
        if let code = words.code, passingCodes.contains(code) { return .refusedForNow(context) }
        return .loginDenied(context)
    }

    static func error(
        _ code: CURLcode, operation: TransferContext.Operation, host: String, blocked: String?, detail: String
    ) -> TransferError {
        let context = TransferContext(operation: operation, host: host, code: Int32(code.rawValue))
        if let blocked, code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK {
            return .addressBlocked(context, address: blocked)
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: return .hostNotFound(context)
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: return .connectionFailed(context)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            return .certificateRejected(context, reason: detail.isEmpty ? "certificate not trusted" : detail)
        case CURLE_SSL_CACERT_BADFILE:
            return .localFailure(context, reason: "the CA file cannot be read; check its path and form (PEM)")
        case CURLE_USE_SSL_FAILED: return .encryptionUnavailable(context)
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: return .loginDenied(context)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(context)
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: return .connectionLost(context)
        case CURLE_ABORTED_BY_CALLBACK: return .cancelled(context)
        case CURLE_OUT_OF_MEMORY: return .localFailure(context, reason: "out of memory")
        case CURLE_UNSUPPORTED_PROTOCOL:
            return .protocolViolation(context, reason: "it leads to something that is neither http nor https")
        case CURLE_URL_MALFORMAT:
            return .protocolViolation(context, reason: "it leads to an address that cannot be read")
        case CURLE_TOO_MANY_REDIRECTS: return .protocolViolation(context, reason: "it redirects without end")
        case CURLE_GOT_NOTHING: return .protocolViolation(context, reason: "an empty answer")
        default:
            let words = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
            return .protocolViolation(context, reason: words)
        }
    }
}
