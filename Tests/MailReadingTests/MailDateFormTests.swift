import Foundation
import MailReading
import Testing

/// Dates in the form that nearly all programs write are read by a shorter way; the longer one reads them alike.
@Suite struct MailDateFormTests {
    private static func date(_ text: String) throws -> Int64? {
        try MailReader().read(Array("From: a@b.vn\nDate: \(text)\n\nx\n".utf8)).date
    }

    @Test(
        arguments: [
            "Tue, 10 Nov 2026 08:01:00 +0700", "1 Jan 1970 00:00:00 +0000", "Sat, 29 Feb 2020 23:59:59 -0330",
            "Sun, 31 Dec 9999 00:00:00 +0000", "Wed, 01 Jan 1900 12:00:00 +1400",
        ])
    func bothWaysAgree(_ text: String) throws {
        let date = try #require(try Self.date(text))
        // A comment sends it the longer way.
        #expect(try Self.date(text + " (giờ Việt Nam)") == date)
        #expect(try Self.date(text.replacing(" ", with: "  ")) == date)
    }

    @Test(
        arguments: [
            "Tue, 31 Nov 2026 08:01:00 +0700", "Mon, 0 Jan 2026 00:00:00 +0000", "Sun, 29 Feb 2026 00:00:00 +0000",
        ])
    func noSuchDay(_ text: String) throws {
        #expect(try Self.date(text) == nil)
        #expect(try Self.date(text + " (x)") == nil)
    }

    @Test func theInstantIsThatOfTheZone() throws {
        #expect(try Self.date("Tue, 10 Nov 2026 08:01:00 +0700") == 1_794_272_460_000)
        #expect(try Self.date("Tue, 10 Nov 2026 01:01:00 +0000") == 1_794_272_460_000)
    }
}
