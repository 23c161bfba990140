/// Joins the lines that a mailer broke for transport.
///
/// > Source: RFC 3676 §4 (format=flowed, DelSp, space-stuffing, quote depth).
enum FlowedText {
    static func unflow(_ text: String, deletesSpace: Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var isFirst = true
        var isFlowing = false
        var flowDepth = 0
        for line in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
            var content = line
            var depth = 0
            while content.first == UInt8(ascii: ">") {
                depth += 1
                content = content.dropFirst()
            }
            if content.first == 0x20 { content = content.dropFirst() }
            let isSignature = content.elementsEqual(Array("-- ".utf8))
            if !(isFlowing && depth == flowDepth && !isSignature) {
                if !isFirst { result.append(0x0A) }
                if depth > 0 { result.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: depth) + [0x20]) }
            }
            isFirst = false
            isFlowing = content.last == 0x20 && !isSignature
            flowDepth = depth
            if isFlowing, deletesSpace { content = content.dropLast() }
            result.append(contentsOf: content)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
