import CCurl

/// One running request; lives on the loop's thread from start to end.
final class HTTPTransfer {
    let handle: EasyHandle
    private let request: HTTPRequest
    private let host: String
    private let addressGuard: AddressGuard
    private var body: [UInt8] = []
    private var headers: [HTTPHeader] = []
    private var headerBytes = 0
    private var redirects = PermanentRedirects()
    private var isBodyTooLarge = false
    private var isHeaderTooLarge = false

    /// Prepares a request.
    ///
    /// - Throws: ``TransferError`` when the request cannot be made as it is.
    init(_ request: HTTPRequest, settings: HTTPFetcher.Settings) throws(TransferError) {
        self.request = request
        host = try RequestTarget.host(of: request.url)
        let context = TransferContext(operation: .fetch, host: host)
        guard let handle = EasyHandle() else { throw .localFailure(context, reason: "libcurl could not be set up") }
        self.handle = handle
        // Through a proxy only the proxy's address is seen, and the office itself has chosen that.
        addressGuard = AddressGuard(policy: settings.proxy == nil ? settings.addressPolicy : .officeNetwork)
        try setFields(settings, context)
        setLimits()
        setBody()
        addressGuard.install(on: handle)
        setSinks()
        if let refused = handle.refusedOption {
            let words = String(cString: curl_easy_strerror(refused))
            throw .localFailure(context, reason: "libcurl refused an option, \(words)")
        }
    }

    private func setFields(_ settings: HTTPFetcher.Settings, _ context: TransferContext) throws(TransferError) {
        var lines: [String] = []
        for field in request.headers {
            // A line break in a value would let its author write fields, or a second request, of their own.
            guard !field.name.isEmpty, field.name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }),
                field.value.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x09 })
            else { throw .invalidRequest(context, reason: "a header field holds a character that it may not hold") }
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        // libcurl would wait a second for leave to send a body; hardly any server gives it.
        if request.body != nil { lines.append("Expect:") }
        handle.setHeaders(lines)
        handle.set(CURLOPT_URL, request.url)
        handle.set(CURLOPT_USERAGENT, settings.userAgent)
        handle.set(CURLOPT_ACCEPT_ENCODING, "")
        if let resolution = request.resolution { handle.setResolution(resolution) }
        if let file = settings.caFile { handle.set(CURLOPT_CAINFO, file) }
        settings.proxy?.install(on: handle)
    }

    private func setLimits() {
        let limits = request.limits
        handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        handle.set(CURLOPT_FOLLOWLOCATION, limits.maximumRedirects > 0 ? 1 : 0)
        handle.set(CURLOPT_MAXREDIRS, max(0, limits.maximumRedirects))
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds: limits.connectTimeout)
        handle.set(CURLOPT_TIMEOUT_MS, milliseconds: limits.totalTimeout)
        handle.set(CURLOPT_LOW_SPEED_LIMIT, max(1, limits.lowSpeedBytesPerSecond))
        handle.set(CURLOPT_LOW_SPEED_TIME, max(1, limits.lowSpeedTime.wholeMilliseconds / 1_000))
        handle.set(CURLOPT_MAXFILESIZE_LARGE, offset: max(1, limits.maximumBodyBytes))
        // A cancelled transfer must not hold the loop up until its name is looked up.
        handle.set(CURLOPT_QUICK_EXIT, 1)
    }

    private func setBody() {
        if let bytes = request.body {
            handle.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: bytes.count)
            bytes.withUnsafeBytes { buffer in
                // libcurl copies here and now; a null pointer would mean "no body" instead of an empty one.
                if let base = buffer.baseAddress {
                    handle.set(CURLOPT_COPYPOSTFIELDS, pointer: UnsafeMutableRawPointer(mutating: base))
                } else {
                    handle.set(CURLOPT_COPYPOSTFIELDS, "")
                }
            }
        }
        switch request.method {
        case .get:
            if request.body == nil { handle.set(CURLOPT_HTTPGET, 1) } else { handle.set(CURLOPT_CUSTOMREQUEST, "GET") }
        case .head: handle.set(CURLOPT_NOBODY, 1)
        case .post:
            if request.body == nil {
                handle.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: 0)
                handle.set(CURLOPT_COPYPOSTFIELDS, "")
            }
        case .put, .patch, .delete: handle.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setSinks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        handle.set(CURLOPT_WRITEDATA, pointer: context)
        handle.setDataFunction(CURLOPT_WRITEFUNCTION) { data, size, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.takeBody(UnsafeRawBufferPointer(start: data, count: size * count))
        }
        handle.set(CURLOPT_HEADERDATA, pointer: context)
        handle.setDataFunction(CURLOPT_HEADERFUNCTION) { data, size, count, context in
            guard let data, let context else { return 0 }
            let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.takeHeader(UnsafeRawBufferPointer(start: data, count: size * count))
        }
    }

    /// Counts decoded bytes: a size limit of libcurl's own looks only at Content-Length, which a chunked or compressed
    /// answer does not have or does not keep.
    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= request.limits.maximumBodyBytes else {
            isBodyTooLarge = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        headerBytes += bytes.count
        guard headerBytes <= request.limits.maximumHeaderBytes else {
            isHeaderTooLarge = true
            return 0
        }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // Each hop of a redirect starts anew.
            headers = []
            redirects.answer(statusLine: line)
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
            let end = value.lastIndex { !$0.isWhitespace }
            let field = HTTPHeader(String(line[..<colon]), end.map { String(value[...$0]) } ?? "")
            headers.append(field)
            if field.name.lowercased() == "location" { redirects.location(field.value) }
        }
        return bytes.count
    }

    /// What came of the transfer, once libcurl has reported its end.
    func result(_ code: CURLcode) -> Result<HTTPResponse, TransferError> {
        let context = TransferContext(operation: .fetch, host: host, code: Int32(code.rawValue))
        if isBodyTooLarge || code == CURLE_FILESIZE_EXCEEDED {
            return .failure(.tooLarge(context, limit: request.limits.maximumBodyBytes))
        }
        if isHeaderTooLarge { return .failure(.tooLarge(context, limit: request.limits.maximumHeaderBytes)) }
        if code == CURLE_LOGIN_DENIED {
            return .failure(.protocolViolation(context, reason: "it redirects to an address with a user name in it"))
        }
        guard code == CURLE_OK else {
            return .failure(
                CurlFailure.error(
                    code, operation: .fetch, host: host, blocked: addressGuard.refused, detail: handle.failureText))
        }
        return .success(
            HTTPResponse(
                status: handle.long(CURLINFO_RESPONSE_CODE), headers: headers, body: body,
                effectiveURL: handle.string(CURLINFO_EFFECTIVE_URL) ?? request.url,
                permanentURL: redirects.end(from: request.url), redirectURL: handle.string(CURLINFO_REDIRECT_URL)))
    }

    /// The error of a request that its caller has given up.
    var cancellation: TransferError { .cancelled(TransferContext(operation: .fetch, host: host)) }
}
