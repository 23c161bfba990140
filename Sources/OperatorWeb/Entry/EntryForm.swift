import AttachmentReading
import Casework
import CivilCalendar
import Foundation

/// What was sent in the form of a manual entry, checked field by field.
struct EntryForm: Sendable {
    /// Names of the fields.
    enum Field: String, Sendable, CaseIterable {
        case form = "ma_phieu"
        case kind = "loai"
        case topic = "ve_viec"
        case text = "noi_dung"
        case name = "ho_ten"
        case address = "dia_chi"
        case phone = "dien_thoai"
        case email = "thu_dien_tu"
        case day = "ngay_nhan"
        case time = "gio_nhan"
        case register = "so_cong_van"
        case letterDate = "ngay_don"
        case book = "so_tiep"
        case head = "nguoi_tiep"
        case participants = "so_nguoi"
        case files = "tep"
    }

    /// Why an entry is not taken.
    struct Refusal: Error {
        var text: ScreenText
    }

    /// Kinds that have a form of their own, in the order of the screens.
    static let kinds: [EntryFacts.Kind] = [.hotline, .walkIn, .paper]
    /// When a day's work begins, for what was received on an earlier day.
    private static let morning = 27_000
    private static let oldestDays = 30 * 366

    let request: PageRequest
    let actor: String
    let now: Timestamp

    /// The entry that the form tells.
    ///
    /// - Throws: ``Refusal`` with what to change.
    func entry() throws(Refusal) -> ReceivedEntry {
        guard let id = value(.form), SecretToken.isWellFormed(id),
            let kind = value(.kind).flatMap(EntryFacts.Kind.init(rawValue:)), Self.kinds.contains(kind)
        else { throw Refusal(text: .formUnreadable) }
        var facts = EntryFacts(kind: kind, filedBy: actor)
        switch kind {
        case .paper:
            facts.registerNumber = try line(.register)
            guard facts.registerNumber != nil else { throw Refusal(text: .registerNumberMissing) }
            facts.letterDate = try letterDate()?.iso
        case .walkIn:
            facts.bookNumber = try line(.book)
            guard facts.bookNumber != nil else { throw Refusal(text: .bookNumberMissing) }
            facts.receptionHead = try line(.head)
            facts.participants = try participants()
        case .hotline, .zalo, .part: break
        }
        let text = Self.cleaned(value(.text) ?? "")
        guard text.unicodeScalars.count <= ManualEntry.textLimit else { throw Refusal(text: .entryTooLong) }
        let files = try files()
        guard !text.isEmpty || !files.isEmpty else { throw Refusal(text: .entryEmpty) }
        let person = ManualEntry.Person(
            name: try line(.name), address: try line(.address), phone: try line(.phone), email: try line(.email))
        let entry = ManualEntry(facts, id: id, title: try line(.topic), text: text, person: person, files: files)
        return ReceivedEntry(entry, receivedAt: try receivedAt())
    }

    private func value(_ field: Field) -> String? { request.form[field.rawValue] }

    /// A field of one line with its white space joined; nil when it is empty.
    private func line(_ field: Field) throws(Refusal) -> String? {
        let text = (value(field) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard text.unicodeScalars.count <= ManualEntry.lineLimit else { throw Refusal(text: .entryTooLong) }
        return text.isEmpty ? nil : text
    }

    private func receivedAt() throws(Refusal) -> Timestamp {
        let moment = LocalMoment(utcMilliseconds: now.rawValue)
        let day: CivilDate
        if let text = try line(.day) {
            guard let date = CivilDate(iso: text) else { throw Refusal(text: .receivedDayWrong) }
            day = date
        } else {
            day = moment.date
        }
        guard day <= moment.date, day >= moment.date.adding(days: -Self.oldestDays) else {
            throw Refusal(text: .receivedDayWrong)
        }
        if let text = try line(.time) {
            guard let stamp = ZaloStamp(text), stamp.rest.isEmpty else { throw Refusal(text: .receivedDayWrong) }
            let at = Timestamp(rawValue: LocalMoment(day, second: stamp.second).utcMilliseconds)
            guard at <= now else { throw Refusal(text: .receivedDayWrong) }
            return at
        }
        guard day < moment.date else { return now }
        return Timestamp(rawValue: LocalMoment(day, second: Self.morning).utcMilliseconds)
    }

    private func letterDate() throws(Refusal) -> CivilDate? {
        guard let text = try line(.letterDate) else { return nil }
        let today = LocalMoment(utcMilliseconds: now.rawValue).date
        guard let day = CivilDate(iso: text), day <= today else { throw Refusal(text: .letterDateWrong) }
        return day
    }

    private func participants() throws(Refusal) -> Int? {
        guard let text = try line(.participants) else { return nil }
        guard let count = Int(text), (1...100_000).contains(count) else { throw Refusal(text: .participantsWrong) }
        return count
    }

    /// The files, each with the type that its content tells.
    private func files() throws(Refusal) -> [ItemFile] {
        var files: [ItemFile] = []
        for part in request.files where part.name == Field.files.rawValue {
            let name = part.filename.flatMap { $0.isEmpty ? nil : $0 }
            let kind = AttachmentKind(content: part.content)
            let shown = name ?? "?"
            if kind == .program { throw Refusal(text: .fileIsProgram(shown)) }
            if kind == .empty { throw Refusal(text: .fileIsEmpty(shown)) }
            files.append(
                ItemFile(
                    filename: name, type: kind.mediaType(ofFile: name ?? ""), content: Data(part.content)))
        }
        return files
    }

    /// Text with plain line ends and without control characters.
    static func cleaned(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            var line = String(
                String.UnicodeScalarView(
                    line.unicodeScalars.filter { $0 == "\t" || $0.properties.generalCategory != .control }))
            while line.last?.isWhitespace == true { line.removeLast() }
            return line
        }
        var kept = lines.drop(while: \.isEmpty)
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }
}
