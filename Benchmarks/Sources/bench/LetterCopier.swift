/// Makes letters of their own out of one letter: the same words from another citizen.
///
/// Copies that were equal would be recognised as one matter, which is less work than two. So every copy has its own Message-ID
/// and sender, and nothing else changes.
struct LetterCopier {
    /// The letter as it was sent.
    let letter: [UInt8]

    /// A copy; number 0 is changed like every other one.
    func copy(_ number: Int) -> [UInt8] {
        var result = Array("X-Copy: \(number)".utf8) + lineEnd
        var header = true
        var field: [UInt8] = []
        for line in lines {
            let isFolded = line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t")
            if header, !isFolded {
                result += changed(field, number)
                field = []
                header = line != lineEnd[...]
            }
            if header { field += line } else { result += line }
        }
        return result + changed(field, number)
    }

    private var lineEnd: [UInt8] {
        guard let feed = letter.firstIndex(of: 0x0A), feed > 0, letter[feed - 1] == 0x0D else { return [0x0A] }
        return [0x0D, 0x0A]
    }

    /// Lines with their ends.
    private var lines: [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = letter.startIndex
        while start < letter.endIndex {
            let end = letter[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? letter.endIndex
            lines.append(letter[start..<end])
            start = end
        }
        return lines
    }

    private func changed(_ field: [UInt8], _ number: Int) -> [UInt8] {
        let mark = Array("\(number).".utf8)
        var field = field
        if Self.isNamed("message-id", field), let opening = field.firstIndex(of: UInt8(ascii: "<")) {
            field.insert(contentsOf: mark, at: opening + 1)
        } else if Self.isNamed("from", field), let at = field.lastIndex(of: UInt8(ascii: "@")) {
            field.insert(contentsOf: Array("+\(number)".utf8), at: at)
        }
        return field
    }

    private static func isNamed(_ name: String, _ field: [UInt8]) -> Bool {
        field.count > name.utf8.count && field[name.utf8.count] == UInt8(ascii: ":")
            && zip(name.utf8, field).allSatisfy { $0 == $1 | 0x20 }
    }
}
