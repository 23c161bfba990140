import Foundation

/// A value of a GeoReport answer, written as JSON or XML alike.
///
/// > Source: Open311 GeoReport v2, "Formats": XML element names and JSON keys are the same; lists are named in XML only.
indirect enum GeoReportValue: Hashable {
    /// A text.
    case text(String)
    /// A whole number.
    case number(Int)
    /// True or false.
    case flag(Bool)
    /// Nothing.
    case null
    /// Named values in order.
    case object([(String, GeoReportValue)])
    /// A list; each of its elements is called this in XML.
    case list([GeoReportValue], element: String)

    static func == (left: GeoReportValue, right: GeoReportValue) -> Bool { left.json == right.json }

    func hash(into hasher: inout Hasher) { hasher.combine(json) }

    /// A text, or nothing.
    static func optional(_ text: String?) -> GeoReportValue { text.map { .text($0) } ?? .null }

    // MARK: JSON

    var json: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        case .object(let members):
            "{" + members.map { Self.quoted($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}"
        case .list(let elements, _): "[" + elements.map(\.json).joined(separator: ",") + "]"
        }
    }

    /// > Source: RFC 8259 §7.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            // Browsers' scripts end lines there although JSON does not.
            case "\u{2028}", "\u{2029}": out += String(format: "\\u%04x", scalar.value)
            default:
                if scalar.value < 0x20 {
                    out += String(format: "\\u%04x", scalar.value)
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    // MARK: XML

    /// The value as an XML document.
    ///
    /// - Parameter root: Name of the outermost element.
    /// - Returns: The document.
    func xml(root: String) -> String { "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + element(root) }

    private func element(_ name: String) -> String {
        let content = content
        return content.isEmpty ? "<\(name)/>" : "<\(name)>\(content)</\(name)>"
    }

    private var content: String {
        switch self {
        case .text(let text): Self.escaped(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        case .null: ""
        case .object(let members): members.map { $0.1.element($0.0) }.joined()
        case .list(let elements, let name): elements.map { $0.element(name) }.joined()
        }
    }

    /// > Source: XML 1.0 §2.2 (characters) and §2.4 (escapes).
    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": break
            default: if scalar.value >= 0x20 { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }
}
