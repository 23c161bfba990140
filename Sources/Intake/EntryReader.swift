import Casework
import CivilCalendar

/// Reads what was entered by hand as a message.
enum EntryReader {
    /// Keys under which operators see what an entry tells beside its text; ``ManualEntry/personalKeys`` has those that tell
    /// of the person.
    private enum Key {
        static let register = "Số công văn đến"
        static let letterDate = "Ngày ghi trên đơn"
        static let book = "Số sổ tiếp công dân"
        static let head = "Người chủ trì tiếp công dân"
        static let participants = "Số người đến"
        static let parent = "Tách từ hồ sơ"
    }

    /// The message of an entry.
    static func message(_ item: PendingItem) throws(ItemReadingError) -> Message {
        guard let entry = ManualEntry(kept: item.bytes) else {
            throw ItemReadingError(reason: "Tin nhập tay lưu trong hệ thống bị hỏng. Hãy nhập lại tin này.")
        }
        let facts = entry.entry
        let person = entry.person
        let contact = person.phone ?? person.email ?? ""
        let isKnown = person.name != nil || !contact.isEmpty
        return Message(
            item: item.id, source: item.source, channel: facts.part?.channel ?? facts.kind.channel, kind: .letter,
            receivedAt: item.receivedAt, writtenAt: facts.letterDate.flatMap(writtenAt), messageID: entry.id,
            references: [], sender: isKnown ? Correspondent(name: person.name, address: contact) : nil,
            subject: entry.title, body: entry.text, link: nil,
            attachments: entry.files.listings, defects: [], extra: extra(facts, person), entry: facts)
    }

    private static func writtenAt(_ day: String) -> Timestamp? {
        CivilDate(iso: day).map { Timestamp(rawValue: LocalMoment($0, second: 0).utcMilliseconds) }
    }

    private static func extra(_ facts: EntryFacts, _ person: ManualEntry.Person) -> [String: String]? {
        let fields: [(String, String?)] = [
            (ManualEntry.addressKey, person.address), (ManualEntry.phoneKey, person.phone),
            (ManualEntry.emailKey, person.email), (Key.register, facts.registerNumber),
            (Key.letterDate, facts.letterDate.flatMap { CivilDate(iso: $0)?.vietnamese }),
            (Key.book, facts.bookNumber), (Key.head, facts.receptionHead),
            (Key.participants, facts.participants.map(String.init)),
            (Key.parent, facts.part?.parent.description),
        ]
        let known = fields.compactMap { name, value in value.map { (name, $0) } }
        return known.isEmpty ? nil : Dictionary(known, uniquingKeysWith: { first, _ in first })
    }
}
