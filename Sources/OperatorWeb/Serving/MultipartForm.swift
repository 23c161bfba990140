/// The fields and files of a form that was sent in parts.
///
/// Everything is bounded, and nothing is guessed: what does not keep to the form is refused as a whole, for a letter that is
/// entered by halves is worse than one that has to be sent again.
///
/// > Source: RFC 7578; RFC 2046 §5.1; the HTML Standard on how browsers write names (`%22`, `%0D`, `%0A`).
struct MultipartForm: Sendable, Hashable {
    /// One part.
    struct Part: Sendable, Hashable {
        /// Name of the field.
        var name: String
        /// File name as sent, without a path; nil for a field that is no file.
        var filename: String?
        /// The bytes.
        var content: [UInt8]
    }

    /// What a form may hold.
    struct Limits: Sendable {
        var parts = 600
        var headerBytes = 4_096
        var fieldBytes = 512 * 1024
        var files = 20
        var fileBytes = 16 << 20
        var totalFileBytes = 32 << 20
    }

    /// Why a form is refused.
    enum Problem: Error, Hashable {
        /// It does not keep to the form, or ends in the middle.
        case malformed
        /// It holds more parts or files than may be.
        case tooMany
        /// A field, a file, or all files together are too large.
        case tooLarge
    }

    /// The parts, in the order sent.
    let parts: [Part]

    /// Reads a form.
    ///
    /// - Parameters:
    ///   - body: The bytes.
    ///   - boundary: What stands between the parts, as ``boundary(of:)`` gives it.
    ///   - limits: What it may hold.
    /// - Throws: ``Problem`` when it does not keep to the form or holds too much.
    init(_ body: [UInt8], boundary: String, limits: Limits = Limits()) throws(Problem) {
        let delimiter = Array("--\(boundary)".utf8)
        var reader = Reader(bytes: body, delimiter: delimiter)
        var parts: [Part] = []
        var files = 0
        var fileBytes = 0
        guard reader.skipToFirstPart() else { throw .malformed }
        while !reader.isAtEnd {
            guard parts.count < limits.parts else { throw .tooMany }
            guard let headers = reader.headers(limit: limits.headerBytes), let content = reader.content() else {
                throw .malformed
            }
            guard let disposition = Disposition(headers) else { throw .malformed }
            if disposition.isFile {
                // A browser sends a part without name and bytes for a choice that was left empty.
                guard !content.isEmpty || disposition.filename != nil else { continue }
                files += 1
                fileBytes += content.count
                guard files <= limits.files else { throw .tooMany }
                guard content.count <= limits.fileBytes, fileBytes <= limits.totalFileBytes else { throw .tooLarge }
            } else {
                guard content.count <= limits.fieldBytes else { throw .tooLarge }
            }
            parts.append(
                Part(
                    name: disposition.name, filename: disposition.isFile ? disposition.filename ?? "" : nil,
                    content: Array(content)))
        }
        self.parts = parts
    }

    /// The boundary that a `Content-Type` header tells; nil when it is no form in parts.
    static func boundary(of contentType: String) -> String? {
        let pieces = HeaderPieces.split(contentType)
        guard pieces.first?.lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() {
            guard let value = HeaderPieces.parameter(piece, named: "boundary") else { continue }
            let isAllowed = value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            return isAllowed && (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// The fields that are no files.
    var fields: [(name: String, value: String)] {
        parts.filter { $0.filename == nil }.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) }
    }

    /// The files.
    var files: [Part] { parts.filter { $0.filename != nil } }
}

extension MultipartForm {
    /// Walks over the bytes once.
    private struct Reader {
        let bytes: [UInt8]
        let delimiter: [UInt8]
        private var position = 0
        private(set) var isAtEnd = false

        init(bytes: [UInt8], delimiter: [UInt8]) {
            self.bytes = bytes
            self.delimiter = delimiter
        }

        /// Goes behind the first delimiter, which stands at the start of the body or of a line.
        mutating func skipToFirstPart() -> Bool {
            if stands(delimiter, at: 0) {
                position = delimiter.count
            } else {
                guard let found = nextDelimiter(from: 0) else { return false }
                position = found + 2 + delimiter.count
            }
            return endOfDelimiter()
        }

        /// The lines up to the empty one; nil when they do not end within the limit.
        mutating func headers(limit: Int) -> ArraySlice<UInt8>? {
            if stands([0x0D, 0x0A], at: position) {
                position += 2
                return []
            }
            let last = min(bytes.count - 4, position + limit)
            guard position <= last else { return nil }
            for place in position...last where bytes[place] == 0x0D {
                if stands([0x0D, 0x0A, 0x0D, 0x0A], at: place) {
                    defer { position = place + 4 }
                    return bytes[position..<place]
                }
            }
            return nil
        }

        /// The bytes up to the next delimiter, which is passed; nil when there is none.
        mutating func content() -> ArraySlice<UInt8>? {
            // An empty part ends with the line break that ended its headers.
            let start = max(0, position - 2)
            guard let found = nextDelimiter(from: start) else { return nil }
            let content = found < position ? [] : bytes[position..<found]
            position = found + 2 + delimiter.count
            return endOfDelimiter() ? content : nil
        }

        /// What follows a delimiter: two hyphens at the end of all, else the end of the line.
        private mutating func endOfDelimiter() -> Bool {
            if stands([0x2D, 0x2D], at: position) {
                isAtEnd = true
                return true
            }
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
            guard stands([0x0D, 0x0A], at: position) else { return false }
            position += 2
            return true
        }

        /// Where the next line break with a delimiter behind it begins; a longer line that only begins like one is content.
        private func nextDelimiter(from start: Int) -> Int? {
            var place = start
            while place + 2 + delimiter.count <= bytes.count {
                guard let feed = bytes[place...].firstIndex(of: 0x0D) else { return nil }
                if stands([0x0A], at: feed + 1), stands(delimiter, at: feed + 2),
                    isEndOfDelimiter(at: feed + 2 + delimiter.count)
                {
                    return feed
                }
                place = feed + 1
            }
            return nil
        }

        private func isEndOfDelimiter(at place: Int) -> Bool {
            guard place < bytes.count else { return false }
            return stands([0x2D, 0x2D], at: place) || [0x20, 0x09, 0x0D].contains(bytes[place])
        }

        private func stands(_ wanted: [UInt8], at place: Int) -> Bool {
            place + wanted.count <= bytes.count && bytes[place..<(place + wanted.count)].elementsEqual(wanted)
        }
    }

    /// What a part's `Content-Disposition` says.
    private struct Disposition {
        var name: String
        var isFile: Bool
        var filename: String?

        init?(_ headers: ArraySlice<UInt8>) {
            let lines = String(decoding: headers, as: UTF8.self).replacing("\r\n", with: "\n").split(separator: "\n")
            guard
                let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
                let colon = line.firstIndex(of: ":")
            else { return nil }
            let pieces = HeaderPieces.split(String(line[line.index(after: colon)...]))
            guard pieces.first?.lowercased() == "form-data" else { return nil }
            guard let name = pieces.lazy.compactMap({ HeaderPieces.parameter($0, named: "name") }).first else {
                return nil
            }
            self.name = UploadedName.unescaped(name)
            let file = pieces.lazy.compactMap { HeaderPieces.parameter($0, named: "filename") }.first
            isFile = file != nil
            filename = file.flatMap(UploadedName.plain)
        }
    }
}
