import CurlTransfer
import Foundation

extension HTTPResponse {
    /// The charset parameter of its Content-Type.
    ///
    /// > Source: RFC 9110 §8.3.1.
    var declaredCharset: String? {
        guard let contentType = header("content-type") else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces).lowercased() == "charset" else {
                continue
            }
            return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
        }
        return nil
    }
}
