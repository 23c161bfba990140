/// Markup under construction: text and attribute values are escaped by type, raw markup can only be a literal.
package struct HTML: Sendable {
    /// The markup so far.
    package private(set) var markup = ""

    /// Starts with nothing.
    package init() {}

    /// Builds markup by a closure.
    package init(_ build: (inout HTML) -> Void) { build(&self) }

    /// Writes text; nothing in it can become markup.
    ///
    /// Control characters that HTML forbids are dropped.
    package mutating func text(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            case "\n", "\t": markup.unicodeScalars.append(scalar)
            default:
                let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                if !isControl { markup.unicodeScalars.append(scalar) }
            }
        }
    }

    /// Writes markup that stands in our own source.
    package mutating func literal(_ literal: StaticString) { markup += literal.description }

    /// Writes markup built elsewhere by this type.
    package mutating func append(_ other: HTML) { markup += other.markup }

    /// Writes an element with its content.
    package mutating func element(
        _ name: StaticString, _ attributes: Attribute..., content: (inout HTML) -> Void = { _ in }
    ) {
        open(name, attributes)
        content(&self)
        markup += "</\(name)>"
    }

    /// Writes an element that holds only text.
    package mutating func element(_ name: StaticString, _ attributes: Attribute..., text content: String) {
        open(name, attributes)
        text(content)
        markup += "</\(name)>"
    }

    /// Writes an element without content or end tag, such as `input`.
    package mutating func void(_ name: StaticString, _ attributes: Attribute...) { open(name, attributes) }

    private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        markup += "<\(name)"
        for attribute in attributes where attribute.isPresent {
            markup += " \(attribute.name)"
            guard let value = attribute.value else { continue }
            markup += "=\""
            text(value)
            markup += "\""
        }
        markup += ">"
    }

    /// One attribute of an element; its value is escaped when written.
    package struct Attribute: Sendable {
        fileprivate let name: StaticString
        fileprivate let value: String?
        fileprivate let isPresent: Bool

        /// An attribute with a value.
        ///
        /// Use ``link(_:)`` for addresses that come from outside.
        package static func set(_ name: StaticString, _ value: String) -> Attribute {
            Attribute(name: name, value: value, isPresent: true)
        }

        /// An attribute that is there or not, such as `checked`.
        package static func flag(_ name: StaticString, when isPresent: Bool = true) -> Attribute {
            Attribute(name: name, value: nil, isPresent: isPresent)
        }

        /// The `class` attribute.
        package static func kind(_ value: String) -> Attribute { set("class", value) }

        /// An `href` to an address from outside; nothing unless it is plain http or https, so no script can hide in it.
        package static func link(_ address: String) -> Attribute {
            let start = address.prefix(8).lowercased()
            let isWeb = start.hasPrefix("http://") || start.hasPrefix("https://")
            return Attribute(name: "href", value: address, isPresent: isWeb)
        }
    }
}
