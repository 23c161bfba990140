/// Whether a mail lies within what GMime reads safely and completely.
///
/// GMime reads groups of addresses by recursion, address lists in square time, header values as C strings, and asks iconv for
/// any charset that a sender names. So it is shown no mail in which any of these could matter: the bounds lie far above what
/// programs write and far below what hurts. What is beyond them loses nothing, for ``LinearStructureParser`` reads it.
///
/// > Source: measured with GMime 3.2.13; see `docs/decisions/0001-mail-structure.md`.
struct OrdinaryMail {
    /// Bytes of one mail; GMime counts in 32 bits.
    private static let mailBytes = 50_000_000
    private static let entities = 200
    private static let depth = 15
    /// Bytes before the first and after the last boundary, which GMime copies.
    private static let surroundingBytes = 1_000_000
    /// Characters of a boundary; RFC 2046 §5.1.1 allows 70.
    private static let boundary = 200

    /// Whether GMime may see the mail that was scanned.
    static func accepts(_ scan: MailStructure) -> Bool {
        guard scan.defects.isEmpty, scan.source.count <= mailBytes, scan.entities.count <= entities else {
            return false
        }
        var fields = OrdinaryFields()
        var surroundings = 0
        for (index, entity) in scan.entities.enumerated() {
            guard entity.depth <= depth, entity.kind != .opaque else { return false }
            surroundings += entity.surroundings.reduce(0) { $0 + $1.count }
            // The mail and its body have one header; it is looked at once.
            guard index > 0 else { continue }
            // Only a part may do without fields (RFC 2046 §5.1).
            let isPart = entity.parent.map { scan.entities[$0].kind == .multipart } ?? false
            guard hasOrdinaryLines(scan.source, in: entity.header, mayBeEmpty: isPart), fields.accept(entity.headers)
            else { return false }
            if entity.kind == .multipart {
                let type = ParameterizedValue(entity.headers.first(named: "Content-Type")?.value ?? [])
                guard let name = type.parameters["boundary"], name.utf8.count <= boundary else { return false }
            }
        }
        return surroundings <= surroundingBytes
    }

    /// Whether a header is made of fields, folded by the book, and ends with an empty line: no NUL, no carriage return on its
    /// own, no line of blanks, nothing in front of the first field.
    ///
    /// Such a line is not wrong to this program, but GMime reads it otherwise.
    private static func hasOrdinaryLines(_ bytes: [UInt8], in header: Range<Int>, mayBeEmpty: Bool) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var start = header.lowerBound
            while start < header.upperBound {
                var end = start
                var colon: Int?
                var hasText = false
                while end < header.upperBound, bytes[end] != 0x0A {
                    let byte = bytes[end]
                    if byte == 0 || (byte == 0x0D && (end + 1 == header.upperBound || bytes[end + 1] != 0x0A)) {
                        return false
                    }
                    if byte > 0x20 { hasText = true }
                    if byte == 0x3A, colon == nil { colon = end }
                    end += 1
                }
                let isCutOff = end == header.upperBound
                let next = end + 1
                if end == start || (end == start + 1 && bytes[start] == 0x0D) {
                    return next == header.upperBound && (mayBeEmpty || start > header.lowerBound)
                }
                if bytes[start] == 0x20 || bytes[start] == 0x09 {
                    guard start > header.lowerBound, hasText else { return false }
                } else {
                    guard let colon, isName(bytes[start..<colon]) else { return false }
                }
                start = isCutOff ? end : next
            }
            // A part without content ends with its header: the empty line is the line break in front of the boundary.
            return start > header.lowerBound && isLineBreak(bytes[start...])
        }
    }

    private static func isLineBreak(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        bytes.first == 0x0A || bytes.starts(with: [0x0D, 0x0A])
    }

    private static func isName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        !bytes.isEmpty && bytes.count <= 200 && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
