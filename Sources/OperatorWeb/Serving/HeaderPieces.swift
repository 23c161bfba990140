/// A header's value with parameters, cut at its semicolons.
enum HeaderPieces {
    /// The pieces, without the white space around them; a semicolon inside quotation marks cuts nothing.
    static func split(_ value: String) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var isQuoted = false
        var previous: Unicode.Scalar = " "
        for scalar in value.unicodeScalars {
            // `\"` is a quotation mark of the value, as older browsers and programs write it.
            if scalar == "\"", previous != "\\" { isQuoted.toggle() }
            if scalar == ";", !isQuoted {
                pieces.append(trimmed(piece))
                piece = String.UnicodeScalarView()
            } else {
                piece.append(scalar)
            }
            previous = scalar
        }
        pieces.append(trimmed(piece))
        return pieces
    }

    /// The value of a piece `name=value` or `name="value"`; nil when it has another name.
    static func parameter(_ piece: String, named name: String) -> String? {
        guard let equals = piece.firstIndex(of: "="),
            trimmed(piece[..<equals].unicodeScalars).lowercased() == name
        else { return nil }
        let value = trimmed(piece[piece.index(after: equals)...].unicodeScalars)
        guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
        return String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"")
    }

    private static func trimmed(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        let start = scalars.drop(while: isSpace)
        var kept = String.UnicodeScalarView(start)
        while let last = kept.last, isSpace(last) { kept.removeLast() }
        return String(kept)
    }
}

/// The name that a file came with.
enum UploadedName {
    /// Longest name, in Unicode scalars.
    static let limit = 200

    /// The name without its path, without control characters and characters that turn the reading direction; nil when
    /// nothing is left.
    static func plain(_ name: String) -> String? {
        let last = unescaped(name).unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? []
        let kept = last.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
        let text = String(String.UnicodeScalarView(kept.suffix(limit)))
        return text.allSatisfy { $0 == "." || $0.isWhitespace } ? nil : text
    }

    /// A name with what browsers escape in it: quotation marks and line breaks, and nothing else.
    static func unescaped(_ name: String) -> String {
        name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
