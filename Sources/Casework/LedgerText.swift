import Foundation

/// Texts that people type into the ledger, bounded and without white space that nobody sees.
enum LedgerText {
    /// One line.
    static func line(
        _ text: String, _ what: String, limit: Int, isNeeded: Bool = false
    ) throws(StoreError) -> String {
        try bounded(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " "), what, limit: limit, isNeeded: isNeeded)
    }

    /// Several lines; empty ones are left out.
    static func lines(
        _ text: String, _ what: String, limit: Int, isNeeded: Bool = false
    ) throws(StoreError) -> String {
        let lines = text.split(omittingEmptySubsequences: true) { $0.isNewline }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        return try bounded(lines.joined(separator: "\n"), what, limit: limit, isNeeded: isNeeded)
    }

    private static func bounded(
        _ text: String, _ what: String, limit: Int, isNeeded: Bool
    ) throws(StoreError) -> String {
        let normal = text.precomposedStringWithCanonicalMapping
        guard normal.unicodeScalars.contains(where: { !$0.properties.isDefaultIgnorableCodePoint }) else {
            guard !isNeeded else { throw .notAllowed(reason: "Phải ghi \(what).") }
            return ""
        }
        guard normal.unicodeScalars.count <= limit else {
            throw .notAllowed(reason: "Phần \(what) dài quá \(limit) ký tự. Viết ngắn lại.")
        }
        return normal
    }
}
