import OperatorWeb

/// In which form an answer is given: the ending of the address says so.
enum GeoReportFormat: String, CaseIterable {
    case json
    case xml

    /// The format and the rest of a name such as "482719356.json"; nil when the ending is none of ours.
    static func split(_ name: String) -> (name: String, format: GeoReportFormat)? {
        guard let dot = name.lastIndex(of: "."), let format = Self(rawValue: String(name[name.index(after: dot)...]))
        else { return nil }
        return (String(name[..<dot]), format)
    }

    func answer(_ value: GeoReportValue, root: String, status: Int = 200) -> StrangerAnswer {
        switch self {
        case .json:
            StrangerAnswer(
                status: status, contentType: "application/json; charset=utf-8", body: Array(value.json.utf8))
        case .xml:
            StrangerAnswer(
                status: status, contentType: "text/xml; charset=utf-8", body: Array(value.xml(root: root).utf8))
        }
    }
}

/// Why a GeoReport request is refused.
///
/// > Source: Open311 GeoReport v2, "Errors": a list of code and description, with the status of the answer.
struct GeoReportError: Error, Hashable {
    var status: Int
    var description: String
    /// Seconds after which to ask again.
    var retryAfter: Int?

    init(_ status: Int, _ description: String, retryAfter: Int? = nil) {
        self.status = status
        self.description = description
        self.retryAfter = retryAfter
    }

    static let noSuchRequest = GeoReportError(404, "service_request_id not found")
    static let noSuchService = GeoReportError(404, "service_code not found")
    static let noSuchAddress = GeoReportError(404, "There is nothing at this address; ask discovery.json.")
    static let later = GeoReportError(503, "The request could not be stored or read; try again later.", retryAfter: 30)

    func answer(_ format: GeoReportFormat) -> StrangerAnswer {
        let error = GeoReportValue.object([("code", .number(status)), ("description", .text(description))])
        var answer = format.answer(.list([error], element: "error"), root: "errors", status: status)
        answer.retryAfter = retryAfter
        return answer
    }
}
