/// The two styles in which nearly all feeds write dates, each letter in its place.
///
/// > Source: RFC 822 §5.1 with four digits for the year (`Thu, 21 Sep 2023 11:14:10 +0700`), RFC 3339
/// > (`2023-09-21T11:14:10+07:00`).
struct ExactDate {
    private let bytes: UnsafeBufferPointer<UInt8>

    /// The point in time, milliseconds since 1970 UTC; nil for a text in any other style, which may be a date all the same.
    static func milliseconds(_ text: String) -> Int64? {
        let count = text.utf8.count
        guard count >= 20, count <= 31 else { return nil }
        let found = text.utf8.withContiguousStorageIfAvailable { bytes in
            let date = ExactDate(bytes: bytes)
            return date.mail() ?? date.internet()
        }
        return found ?? nil
    }

    /// `Thu, 21 Sep 2023 11:14:10 +0700`, the day of the week and a zero before the day as may be, `GMT` for the zone.
    private func mail() -> Int64? {
        var start = 0
        if isLetter(0), isLetter(1), isLetter(2), at(3) == UInt8(ascii: ","), at(4) == 0x20 { start = 5 }
        let isShort = at(start + 1) == 0x20
        let length = isShort ? 1 : 2
        guard let day = number(start, length), at(start + length) == 0x20, let month = month(start + length + 1) else {
            return nil
        }
        let rest = start + length + 4
        guard at(rest) == 0x20, let year = number(rest + 1, 4), at(rest + 5) == 0x20, let clock = clock(rest + 6),
            at(rest + 14) == 0x20
        else { return nil }
        let zone = rest + 15
        let offset: Int
        if bytes.count == zone + 3, at(zone) == UInt8(ascii: "G"), at(zone + 1) == UInt8(ascii: "M"),
            at(zone + 2) == UInt8(ascii: "T")
        {
            offset = 0
        } else if bytes.count == zone + 5, let sign = sign(zone), let value = number(zone + 1, 4), value <= 1500 {
            offset = sign * (value / 100 * 3600 + value % 100 * 60)
        } else {
            return nil
        }
        return assemble(year, month, day, clock - offset)
    }

    /// `2023-09-21T11:14:10+07:00` or `2023-09-21T04:14:10Z`.
    private func internet() -> Int64? {
        guard let year = number(0, 4), at(4) == UInt8(ascii: "-"), let month = number(5, 2), at(7) == UInt8(ascii: "-"),
            let day = number(8, 2), at(10) == UInt8(ascii: "T"), let clock = clock(11)
        else { return nil }
        if bytes.count == 20, at(19) == UInt8(ascii: "Z") { return assemble(year, month, day, clock) }
        guard bytes.count == 25, let sign = sign(19), let hours = number(20, 2), hours <= 14,
            at(22) == UInt8(ascii: ":"), let minutes = number(23, 2), minutes < 60
        else { return nil }
        return assemble(year, month, day, clock - sign * (hours * 3600 + minutes * 60))
    }

    private func assemble(_ year: Int, _ month: Int, _ day: Int, _ seconds: Int) -> Int64? {
        guard year >= 1900, (1...12).contains(month), day >= 1, day <= CivilDays.inMonth(month, year) else {
            return nil
        }
        return Int64(CivilDays.since1970(year: year, month: month, day: day) * 86_400 + seconds) * 1000
    }

    // Every look at a byte goes through here, and none beyond the end is read.
    private func at(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    private func isLetter(_ index: Int) -> Bool { (at(index) | 0x20) >= 0x61 && (at(index) | 0x20) <= 0x7A }

    private func number(_ start: Int, _ length: Int) -> Int? {
        var value = 0
        for index in start..<(start + length) {
            guard at(index) >= 0x30, at(index) <= 0x39 else { return nil }
            value = value * 10 + Int(at(index) - 0x30)
        }
        return value
    }

    private func month(_ start: Int) -> Int? {
        switch (at(start) | 0x20, at(start + 1) | 0x20, at(start + 2) | 0x20) {
        case (0x6A, 0x61, 0x6E): 1
        case (0x66, 0x65, 0x62): 2
        case (0x6D, 0x61, 0x72): 3
        case (0x61, 0x70, 0x72): 4
        case (0x6D, 0x61, 0x79): 5
        case (0x6A, 0x75, 0x6E): 6
        case (0x6A, 0x75, 0x6C): 7
        case (0x61, 0x75, 0x67): 8
        case (0x73, 0x65, 0x70): 9
        case (0x6F, 0x63, 0x74): 10
        case (0x6E, 0x6F, 0x76): 11
        case (0x64, 0x65, 0x63): 12
        default: nil
        }
    }

    /// Seconds of `11:14:10`; a leap second is the second before it.
    private func clock(_ start: Int) -> Int? {
        guard let hour = number(start, 2), hour <= 23, at(start + 2) == UInt8(ascii: ":"),
            let minute = number(start + 3, 2), minute <= 59, at(start + 5) == UInt8(ascii: ":"),
            let second = number(start + 6, 2), second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + min(second, 59)
    }

    private func sign(_ index: Int) -> Int? {
        switch at(index) {
        case UInt8(ascii: "+"): 1
        case UInt8(ascii: "-"): -1
        default: nil
        }
    }
}
