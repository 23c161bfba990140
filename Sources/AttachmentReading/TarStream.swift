/// The files in a tar stream as `bsdtar --format=pax` writes it; a stream that was cut off ends with what there is.
///
/// > Source: POSIX.1-2017 pax, "ustar Interchange Format" and "pax Extended Header".
struct TarStream {
    /// One file.
    struct Member: Equatable {
        /// Its name as the archive has it.
        var name: String
        /// Its bytes.
        var bytes: ArraySlice<UInt8>
        /// Whether the stream ended inside it.
        var isCut: Bool
    }

    /// Plain files, in order.
    private(set) var members: [Member] = []
    /// Whether the stream ended before its end mark.
    private(set) var isCut = true

    init(_ stream: [UInt8], limit: Int) {
        var position = 0
        var longName: String?
        var longSize: Int?
        while position + 512 <= stream.count, members.count < limit {
            let header = stream[position..<(position + 512)]
            if header.allSatisfy({ $0 == 0 }) {
                isCut = false
                return
            }
            let type = header[position + 156]
            guard let plainSize = Self.octal(header[(position + 124)..<(position + 136)]) else { return }
            let size = type == UInt8(ascii: "x") ? plainSize : longSize ?? plainSize
            let start = position + 512
            let end = min(stream.count, start + min(size, stream.count))
            let content = stream[start..<end]
            switch type {
            case UInt8(ascii: "x"):
                let records = Self.records(content)
                longName = records["path"]
                longSize = records["size"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
            case UInt8(ascii: "0"), 0:
                members.append(
                    Member(
                        name: longName ?? Self.name(header), bytes: content, isCut: end - start < size))
                fallthrough
            default:
                longName = nil
                longSize = nil
            }
            guard size < stream.count else { return }
            position = start + (size + 511) / 512 * 512
        }
        if members.count >= limit { isCut = false }
    }

    private static func name(_ header: ArraySlice<UInt8>) -> String {
        let start = header.startIndex
        let name = text(header[start..<(start + 100)])
        let prefix = text(header[(start + 345)..<(start + 500)])
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        Int(text(field).filter { $0 != " " }, radix: 8).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Records of the form "length key=value\n".
    private static func records(_ content: ArraySlice<UInt8>) -> [String: String] {
        var records: [String: String] = [:]
        var rest = content
        while let space = rest.firstIndex(of: 0x20), let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            length > space - rest.startIndex + 1, length <= rest.count
        {
            let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
            if let equals = record.firstIndex(of: UInt8(ascii: "=")) {
                records[String(decoding: record[..<equals], as: UTF8.self)] = String(
                    decoding: record[(equals + 1)...], as: UTF8.self)
            }
            rest = rest.dropFirst(length)
        }
        return records
    }
}
