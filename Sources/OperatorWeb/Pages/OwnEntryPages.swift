import Casework
import Reporting

/// What an account has entered by hand, and what became of it.
enum OwnEntryPages {
    static func list(_ visit: Visit) async throws -> PageAnswer {
        let paging = Paging(visit.request.query)
        let entries = try await visit.store.ownEntries(limit: Paging.size + 1, offset: paging.offset)
        let counts = visit.may(.readCases) ? try await visit.navigationCounts() : nil
        return visit.page(visit.say(.ownEntries), entry: .entry, counts: counts) { page in
            page.element("h1", text: visit.say(.ownEntries))
            visit.writeDone(to: &page)
            writeEnterAnother(visit, to: &page)
            if entries.isEmpty { page.element("p", .kind("muted"), text: visit.say(.noOwnEntries)) }
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for head in [ScreenText.enteredAt, .entryKind, .entryCase] {
                            page.element("th", .set("scope", "col"), text: visit.say(head))
                        }
                    }
                }
                page.element("tbody") { page in
                    for entry in entries.prefix(Paging.size) {
                        page.element("tr") { page in
                            page.element("td", .kind("when")) { page in visit.write(entry.enteredAt, to: &page) }
                            page.element("td") { page in
                                page.element("a", .set("href", address(entry)), text: visit.say(.name(of: entry.kind)))
                                if let number = entry.registerNumber {
                                    page.text(" ")
                                    visit.writeForeign(number, to: &page)
                                }
                            }
                            page.element("td") { page in writeProgress(entry, visit, to: &page) }
                        }
                    }
                }
            }
            let shown = paging.offset + entries.count
            visit.write(paging, count: CaseCount(shown), parameters: [], to: &page)
        }
    }

    static func show(_ visit: Visit) async throws -> PageAnswer {
        guard let id = visit.request.parameters["id"].map({ FormFields(encoded: "x=" + $0)["x"] ?? "" }),
            let entry = try await visit.store.ownEntry(id)
        else { throw PageProblem.notFound }
        var messages: [TriagedMessage] = []
        if case .filed(let file) = entry.progress {
            messages = try await visit.store.caseFile(file.trackingCode).messages
        }
        let counts = visit.may(.readCases) ? try await visit.navigationCounts() : nil
        return visit.page(visit.say(.entryStored), entry: .entry, counts: counts) { page in
            page.element("h1", text: visit.say(.entryStored))
            visit.writeDone(to: &page)
            page.element("p") { page in
                page.text(visit.say(.name(of: entry.kind)) + " · ")
                visit.write(entry.receivedAt, to: &page)
            }
            page.element("p", .kind("lead"), .set("role", "status")) { page in
                writeProgress(entry, visit, to: &page)
            }
            if entry.progress == .waiting {
                page.element("p") { page in
                    page.element("a", .set("href", address(entry)), text: visit.say(.lookAgain))
                }
            }
            writeEnterAnother(visit, to: &page)
            guard let mine = messages.first(where: { $0.message.messageID == entry.id }) else { return }
            page.element("section", .kind("box")) { page in
                page.element("h2", text: visit.say(.whatWasEntered))
                for paragraph in mine.message.body.split(whereSeparator: \.isNewline) {
                    page.element("p") { page in visit.writeForeign(String(paragraph), to: &page) }
                }
                for attachment in mine.message.attachments {
                    page.element("p") { page in visit.writeForeign(attachment.filename ?? attachment.type, to: &page) }
                }
            }
        }
    }

    private static func address(_ entry: EntryStanding) -> String {
        "\(EntryPages.path)/da-nhap/\(QueryValue.encode(entry.id))"
    }

    private static func writeEnterAnother(_ visit: Visit, to page: inout HTML) {
        page.element("p", .kind("views")) { page in
            page.element("a", .set("href", EntryPages.path), text: visit.say(.enterAnother))
            page.text(" ")
            page.element("a", .set("href", "\(EntryPages.path)/da-nhap"), text: visit.say(.ownEntries))
        }
    }

    private static func writeProgress(_ entry: EntryStanding, _ visit: Visit, to page: inout HTML) {
        switch entry.progress {
        case .waiting: page.text(visit.say(.entryWaiting))
        case .quarantined: page.text(visit.say(.entryQuarantined))
        case .joined: page.text(visit.say(.entryJoined))
        case .filed(let file):
            let code = "\(visit.say(.caseWord)) \(file.trackingCode)"
            if visit.may(.readCases) {
                page.element("a", .set("href", "/ho-so/\(file.trackingCode)"), text: code)
            } else {
                page.element("b", text: code)
            }
            page.text(" ")
            visit.write(file.stage, to: &page)
        }
    }
}
