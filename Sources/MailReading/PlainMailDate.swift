/// A date as nearly all programs write it: `Tue, 10 Nov 2026 08:01:00 +0700`, with or without the name of the day.
///
/// It is read in one pass over its bytes; ``MailDate`` reads all the other ways, and this one alike.
///
/// > Source: RFC 5322 §3.3.
struct PlainMailDate {
    let year: Int
    /// From 1.
    let month: Int
    let day: Int
    /// Seconds since midnight.
    let seconds: Int
    /// Seconds that the zone is ahead of UTC.
    let offset: Int

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map { Array($0.utf8) }
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ].map { Array($0.utf8) }

    /// Nil for a date that is written in any other way.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        if rest.dropFirst(3).starts(with: [UInt8(ascii: ","), 0x20]) {
            guard Self.days.contains(where: rest.prefix(3).elementsEqual) else { return nil }
            rest = rest.dropFirst(5)
        }
        guard let day = Self.number(&rest, digits: 1...2), Self.take(0x20, from: &rest),
            let month = Self.months.firstIndex(where: rest.prefix(3).elementsEqual)
        else { return nil }
        rest = rest.dropFirst(3)
        guard Self.take(0x20, from: &rest), let year = Self.number(&rest, digits: 4...4), year >= 1900,
            Self.take(0x20, from: &rest), let hour = Self.number(&rest, digits: 2...2), hour < 24,
            Self.take(UInt8(ascii: ":"), from: &rest), let minute = Self.number(&rest, digits: 2...2), minute < 60,
            Self.take(UInt8(ascii: ":"), from: &rest), let second = Self.number(&rest, digits: 2...2), second < 60,
            Self.take(0x20, from: &rest), let sign = rest.popFirst(),
            sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let zone = Self.number(&rest, digits: 4...4), zone % 100 < 60, rest.isEmpty
        else { return nil }
        (self.year, self.month, self.day) = (year, month + 1, day)
        seconds = (hour * 60 + minute) * 60 + second
        let ahead = (zone / 100 * 60 + zone % 100) * 60
        offset = sign == UInt8(ascii: "-") ? -ahead : ahead
    }

    private static func take(_ byte: UInt8, from rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    /// A run of digits with a number of them within bounds.
    private static func number(_ rest: inout ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
        let run = rest.prefix { (0x30...0x39).contains($0) }
        guard digits.contains(run.count) else { return nil }
        rest = rest[run.endIndex...]
        return run.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
