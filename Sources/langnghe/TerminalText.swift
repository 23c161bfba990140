import Casework
import Foundation

/// Text of strangers, made safe for a terminal.
enum TerminalText {
    /// Replaces control characters, which could move the cursor or rename the window, by spaces.
    static func clean(_ text: String, keepingLines: Bool = false) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            if keepingLines, scalar == "\n" { return scalar }
            return scalar.properties.generalCategory == .control || isDirectionOverride(scalar) ? " " : scalar
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isDirectionOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}

/// Times as people in the office read them.
enum LocalTime {
    /// Day and time in Việt Nam, for example "21/11/2026 08:49".
    static func text(_ time: Timestamp) -> String {
        // Việt Nam has been at UTC+7 without summer time since 1975.
        let local = Date(timeIntervalSince1970: time.date.timeIntervalSince1970 + 7 * 3600)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.day, .month, .year, .hour, .minute], from: local)
        return String(
            format: "%02d/%02d/%04d %02d:%02d", parts.day ?? 0, parts.month ?? 0, parts.year ?? 0, parts.hour ?? 0,
            parts.minute ?? 0)
    }
}

/// Values as JSON.
enum JSONLine {
    /// One line of JSON with sorted keys.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
