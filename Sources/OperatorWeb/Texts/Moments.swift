import Casework
import Reporting

/// Times as officers read them, in Vietnam's time.
enum Moments {
    /// For example "16:07 ngày 21/11/2026".
    static func text(_ instant: Timestamp, _ language: Language) -> String {
        let second = CivilDate.secondOfDay(instant)
        let clock = "\(CivilDate.twoDigits(second / 3600)):\(CivilDate.twoDigits(second % 3600 / 60))"
        return switch language {
        case .vietnamese: "\(clock) ngày \(CivilDate(instant).text)"
        case .english: "\(CivilDate(instant).text) \(clock)"
        }
    }

    /// How long ago, in the largest fitting unit, for example "2 giờ trước".
    static func age(of instant: Timestamp, at now: Timestamp) -> ScreenText {
        let minutes = max(0, now.rawValue - instant.rawValue) / 60_000
        switch minutes {
        case 0: return ScreenText(vi: "vừa xong", en: "just now")
        case 1..<60: return ScreenText(vi: "\(minutes) phút trước", en: "\(minutes) min ago")
        case 60..<(48 * 60): return ScreenText(vi: "\(minutes / 60) giờ trước", en: "\(minutes / 60) h ago")
        default: return ScreenText(vi: "\(minutes / 1440) ngày trước", en: "\(minutes / 1440) days ago")
        }
    }

    /// The instant for machines (RFC 3339).
    static func machine(_ instant: Timestamp) -> String {
        let date = CivilDate(instant)
        let second = CivilDate.secondOfDay(instant)
        let parts = [second / 3600, second % 3600 / 60, second % 60].map { CivilDate.twoDigits($0) }
        let day = "\(date.year)-\(CivilDate.twoDigits(date.month))-\(CivilDate.twoDigits(date.day))"
        return "\(day)T\(parts.joined(separator: ":"))+07:00"
    }
}

/// Numbers as officers read them.
enum Figures {
    /// A weight in bans with a sign, for example "+1,60" or "−0,40".
    static func signed(_ bans: Double, _ language: Language) -> String {
        signed(hundredths: hundredths(bans), language)
    }

    /// A weight in hundredths of a ban with a sign.
    static func signed(hundredths: Int, _ language: Language) -> String {
        let sign = hundredths < 0 ? "−" : hundredths > 0 ? "+" : ""
        let part = hundredths.magnitude % 100
        return sign + localized("\(hundredths.magnitude / 100),\(CivilDate.twoDigits(part))", language)
    }

    /// A weight rounded to hundredths; weights beyond reason are cut.
    static func hundredths(_ bans: Double) -> Int {
        bans.isFinite ? Int((max(-1e6, min(1e6, bans)) * 100).rounded()) : 0
    }

    /// A severity, for example "1,9".
    static func plain(_ bans: Double, _ language: Language) -> String {
        localized(ReportTable.Cell.bans(bans).vietnameseText, language)
    }

    /// A size in bytes, for example "12 KB".
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: "\((bytes + 500) / 1000) KB"
        default: "\((bytes + 500_000) / 1_000_000) MB"
        }
    }

    private static func localized(_ text: String, _ language: Language) -> String {
        switch language {
        case .vietnamese: text
        case .english: text.map { $0 == "," ? "." : String($0) }.joined()
        }
    }
}
