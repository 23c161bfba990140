import CivilCalendar

/// Local times written `2025-11-05T17:25`, seconds and a space instead of T allowed, or a date alone.
enum LocalMinute {
    /// Milliseconds of local time since 1970-01-01; nil when it is no such time.
    static func parse(_ text: UnsafeRawBufferPointer) -> Int64? {
        func digits(_ from: Int, _ count: Int) -> Int? {
            guard from + count <= text.count else { return nil }
            var value = 0
            for index in from..<(from + count) {
                let digit = Int(text[index]) - 0x30
                guard (0...9).contains(digit) else { return nil }
                value = value * 10 + digit
            }
            return value
        }
        guard text.count >= 10, text[4] == 0x2D, text[7] == 0x2D, let year = digits(0, 4), let month = digits(5, 2),
            let day = digits(8, 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var minutes = 0
        var seconds = 0
        if text.count > 10 {
            guard text.count >= 16, text[10] == 0x54 || text[10] == 0x20, text[13] == 0x3A, let hour = digits(11, 2),
                let minute = digits(14, 2), hour < 24, minute < 60
            else { return nil }
            minutes = hour * 60 + minute
            if text.count > 16 {
                guard text[16] == 0x3A, let second = digits(17, 2), second < 61 else { return nil }
                seconds = second
            }
        }
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        return (Int64(date.dayNumber) * 1440 + Int64(minutes)) * 60_000 + Int64(seconds) * 1000
    }

    /// `2025-11-05T17:25` of a local time.
    static func text(_ local: Int64) -> String {
        let date = CivilDate(dayNumber: Int(local / HotSpotTime.day))
        let minute = Int(local % HotSpotTime.day / 60_000)
        func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        return "\(date.iso)T\(padded(minute / 60)):\(padded(minute % 60))"
    }
}
