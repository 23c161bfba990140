import Casework
import CivilCalendar
import Reporting

/// Messages of a Zalo group: pasted, shown one by one, stored when somebody has looked.
enum ZaloPastePages {
    private static let path = EntryPages.path + "/zalo"

    static func writeForm(_ visit: Visit, to page: inout HTML) {
        visit.uploadForm(path, to: &page) { page in
            page.element("label", .set("for", "dan"), text: visit.say(.zaloPaste))
            page.element(
                "textarea", .set("id", "dan"), .set("name", "dan"), .set("rows", "14"),
                .set("maxlength", String(ManualEntry.textLimit)), .flag("required"),
                text: visit.request.form["dan"] ?? "")
            page.element("p", .kind("note"), text: visit.say(.zaloHint))
            page.element("button", .kind("first"), text: visit.say(.zaloSplit))
        }
    }

    static func split(_ visit: Visit) async throws -> PageAnswer {
        let text = EntryForm.cleaned(visit.request.form["dan"] ?? "")
        guard !text.isEmpty else { return try await pastePage(visit, problem: .entryEmpty) }
        guard text.unicodeScalars.count <= ManualEntry.textLimit else {
            return try await pastePage(visit, problem: .entryTooLong)
        }
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let messages = ZaloPaste(text, today: today).messages
        guard messages.count <= ZaloPaste.limit else { return try await pastePage(visit, problem: .zaloTooMany) }
        let counts = visit.may(.readCases) ? try await visit.navigationCounts() : nil
        return visit.page(visit.say(.zaloSplit), entry: .entry, counts: counts) { page in
            page.element("h1", text: visit.say(.zaloSplit))
            page.element("p", .kind("lead"), text: visit.say(.zaloCheck))
            visit.uploadForm(path + "/xac-nhan", to: &page) { page in
                hidden("ma_phieu", SecretToken.make(), to: &page)
                for (index, message) in messages.enumerated() {
                    let isMore = index > 0 && ZaloPaste.belongTogether(messages[index - 1], message)
                    write(message, index, isMore: isMore, visit, to: &page)
                }
                page.element("button", .kind("first"), text: visit.say(.sendEntry))
            }
        }
    }

    private static func write(
        _ message: ZaloPaste.Message, _ index: Int, isMore: Bool, _ visit: Visit, to page: inout HTML
    ) {
        page.element("fieldset", .kind("box")) { page in
            page.element("legend") { page in
                visit.writeForeign(message.author ?? visit.say(.zaloNobody), to: &page)
                if let at = message.at { page.text(" · " + at.vietnamese) }
            }
            for paragraph in message.text.split(whereSeparator: \.isNewline) {
                page.element("p") { page in visit.writeForeign(String(paragraph), to: &page) }
            }
            hidden("nguoi-\(index)", message.author ?? "", to: &page)
            hidden("luc-\(index)", message.at.map { String($0.utcMilliseconds) } ?? "", to: &page)
            hidden("tin-\(index)", message.text, to: &page)
            choice("chon-\(index)", .zaloTake, isChecked: true, visit, to: &page)
            if index > 0 { choice("gop-\(index)", .zaloJoin, isChecked: isMore, visit, to: &page) }
        }
    }

    static func confirm(_ visit: Visit) async throws -> PageAnswer {
        let form = visit.request.form
        guard let id = form["ma_phieu"], SecretToken.isWellFormed(id) else {
            throw PageProblem.unreadableForm(.malformed)
        }
        var entries: [ReceivedEntry] = []
        for index in 0..<ZaloPaste.limit {
            guard let text = form["tin-\(index)"].map(EntryForm.cleaned), form["chon-\(index)"] == "1" else { continue }
            guard !text.isEmpty, text.unicodeScalars.count <= ManualEntry.textLimit else { continue }
            if form["gop-\(index)"] == "1", let last = entries.indices.last {
                entries[last].entry.text += "\n" + text
                continue
            }
            entries.append(entry(id: "\(id)/\(index + 1)", text: text, index, visit))
        }
        guard !entries.isEmpty else { return try await pastePage(visit, problem: .zaloNothing) }
        let new = try await visit.store.enter(entries, at: visit.now)
        return .redirect(LocalPath("\(EntryPages.path)/da-nhap?xong=\(new == 0 ? "phieu-cu" : "nhap-tin")"))
    }

    private static func entry(id: String, text: String, _ index: Int, _ visit: Visit) -> ReceivedEntry {
        let form = visit.request.form
        let author = (form["nguoi-\(index)"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let name = String(String.UnicodeScalarView(author.unicodeScalars.prefix(ManualEntry.lineLimit)))
        let told = form["luc-\(index)"].flatMap { Int64($0) }.map(Timestamp.init(rawValue:))
        // A time that cannot be, for a clock was wrong or a line was misread, counts as now.
        let oldest = visit.now.adding(seconds: -10 * 366 * 86_400)
        let at = told.flatMap { $0 <= visit.now && $0 >= oldest ? $0 : nil } ?? visit.now
        return ReceivedEntry(
            ManualEntry(
                EntryFacts(kind: .zalo, filedBy: visit.actor), id: id, title: nil, text: text,
                person: ManualEntry.Person(name: name.isEmpty ? nil : name)),
            receivedAt: at)
    }

    private static func pastePage(_ visit: Visit, problem: ScreenText) async throws -> PageAnswer {
        let counts = visit.may(.readCases) ? try await visit.navigationCounts() : nil
        return visit.page(visit.say(.entryTitle), entry: .entry, counts: counts, status: 422) { page in
            page.element("h1", text: visit.say(.entryTitle))
            visit.writeProblem(problem, to: &page)
            writeForm(visit, to: &page)
        }
    }

    private static func hidden(_ name: String, _ value: String, to page: inout HTML) {
        page.void("input", .set("type", "hidden"), .set("name", name), .set("value", value))
    }

    private static func choice(
        _ name: String, _ label: ScreenText, isChecked: Bool, _ visit: Visit, to page: inout HTML
    ) {
        page.element("label", .kind("choice")) { page in
            page.void(
                "input", .set("type", "checkbox"), .set("name", name), .set("value", "1"),
                .flag("checked", when: isChecked))
            page.element("span", text: visit.say(label))
        }
    }
}
