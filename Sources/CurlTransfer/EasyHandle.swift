import CCurl

/// One libcurl transfer handle; used by one thread at a time, freed with its owner.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var recipientList: UnsafeMutablePointer<curl_slist>?
    private var resolutionList: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    /// The first refusal of an option; a handle with one must not run, for a guard might be missing.
    private(set) var refusedOption: CURLcode?

    init?() {
        guard CurlLibrary.isReady, let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        set(CURLOPT_ERRORBUFFER, pointer: errorText)
        // Signals would hit other threads of this process.
        set(CURLOPT_NOSIGNAL, 1)
        // Proxies of the environment would hide the true address from the address policy.
        set(CURLOPT_PROXY, "")
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerList)
        curl_slist_free_all(recipientList)
        curl_slist_free_all(resolutionList)
        errorText.deallocate()
    }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK && refusedOption == nil { refusedOption = code }
    }

    func set(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(pointer, option, value)) }
    func set(_ option: CURLoption, _ value: String) { note(ccurl_set_string(pointer, option, value)) }
    func set(_ option: CURLoption, offset: Int) { note(ccurl_set_offset(pointer, option, offset)) }
    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer) {
        note(ccurl_set_pointer(pointer, option, value))
    }
    func set(_ option: CURLoption, milliseconds value: Duration) { set(option, value.wholeMilliseconds) }

    func setDataFunction(_ option: CURLoption, _ function: @escaping ccurl_data_function) {
        note(ccurl_set_data_function(pointer, option, function))
    }
    func setOpenSocketFunction(_ function: @escaping curl_opensocket_callback) {
        note(ccurl_set_open_socket_function(pointer, function))
    }
    func setPrerequestFunction(_ function: @escaping curl_prereq_callback) {
        note(ccurl_set_prerequest_function(pointer, function))
    }
    func setProgressFunction(_ function: @escaping curl_xferinfo_callback) {
        note(ccurl_set_progress_function(pointer, function))
    }

    func setDebugFunction(_ function: @escaping curl_debug_callback) {
        note(ccurl_set_debug_function(pointer, function))
    }

    /// Sets the one recipient of a mail, in place of the one before.
    func setRecipient(_ address: String) {
        guard let list = curl_slist_append(nil, address) else { return note(CURLE_OUT_OF_MEMORY) }
        note(ccurl_set_list(pointer, CURLOPT_MAIL_RCPT, list))
        curl_slist_free_all(recipientList)
        recipientList = list
    }

    /// Puts an answer into the pool's DNS cache, as `name:port:address`.
    func setResolution(_ entry: String) {
        guard let list = curl_slist_append(nil, entry) else { return note(CURLE_OUT_OF_MEMORY) }
        note(ccurl_set_list(pointer, CURLOPT_RESOLVE, list))
        resolutionList = list
    }

    func setHeaders(_ lines: [String]) {
        for line in lines {
            guard let longer = curl_slist_append(headerList, line) else {
                note(CURLE_OUT_OF_MEMORY)
                return
            }
            headerList = longer
        }
        note(ccurl_set_list(pointer, CURLOPT_HTTPHEADER, headerList))
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        guard ccurl_get_string(pointer, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    /// libcurl's words about the last failure, fit for one line on a screen.
    var failureText: String {
        let text = String(cString: errorText)
        return String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
    }
}

/// The library as a whole.
enum CurlLibrary {
    /// Whether libcurl's global state is set up; the first look does it.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}

extension Duration {
    /// At least 1: libcurl takes 0 as "no limit".
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let limited = min(max(seconds, 0), 86_400)
        return max(1, Int(limited) * 1_000 + Int(max(attoseconds, 0) / 1_000_000_000_000_000))
    }
}
