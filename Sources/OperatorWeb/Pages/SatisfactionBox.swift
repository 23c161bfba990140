import Casework
import CivilCalendar
import Reporting

/// What the citizen of a closed case thinks of its outcome, and what an officer can do about it.
struct SatisfactionBox: Sendable {
    let visit: Visit
    let summary: Case
    let record: SatisfactionRecord?
    /// A link for the citizen; nil when none may be given.
    let link: (address: String, lastDay: CivilCalendar.CivilDate)?

    static func load(_ visit: Visit, _ summary: Case) async throws -> SatisfactionBox {
        let record = try await visit.store.satisfaction(of: summary.trackingCode)
        var link: (address: String, lastDay: CivilCalendar.CivilDate)?
        if let links = visit.parts.settings.satisfaction, summary.state == .closed, visit.may(.actOnCases),
            !summary.letterClass.isConfidential
        {
            do {
                link = links.link(for: summary.trackingCode, at: visit.now, key: try await visit.store.threadKey())
            } catch StoreError.sealed {
                // Without the identity key there is no link; the page's banner says so.
            }
        }
        return SatisfactionBox(visit: visit, summary: summary, record: record, link: link)
    }

    private var path: String { "/ho-so/\(summary.trackingCode)/danh-gia" }

    /// Writes the box; nothing while there is neither an opinion nor a closed case.
    func write(to page: inout HTML) {
        guard record != nil || (summary.state == .closed && visit.may(.actOnCases)) else { return }
        page.element("section", .kind("box forms"), .set("id", "danh-gia")) { page in
            page.element("h2", text: visit.say(.satisfaction))
            if let record { write(record, to: &page) }
            guard visit.may(.actOnCases), summary.state == .closed else { return }
            if record?.needsReview == true { writeReview(to: &page) }
            writeForm(to: &page)
            if let link {
                page.element("p", .kind("note")) { page in
                    page.text(visit.say(.satisfactionLink(link.lastDay.vietnamese)) + " ")
                    page.element("code", text: link.address)
                }
            }
        }
    }

    private func write(_ record: SatisfactionRecord, to page: inout HTML) {
        let kind = record.grade == .dissatisfied ? "tag due-late" : "tag due-calm"
        page.element("p") { page in
            page.element("span", .kind(kind), text: visit.say(.name(of: record.grade)))
            page.text(" \(record.day.vietnamese), \(visit.say(.name(of: record.way)))")
        }
        if !record.remark.isEmpty {
            page.element("p") { page in visit.writeForeign(record.remark, to: &page) }
        }
    }

    private func writeReview(to page: inout HTML) {
        page.element("p", .kind("problem"), text: visit.say(.needsReview))
        visit.form("\(path)/mo-lai", to: &page) { page in
            CaseForms.writeRevision(summary, to: &page)
            page.element("button", .kind("first"), text: visit.say(.reopenForReview))
        }
        page.element("details", .kind("move")) { page in
            page.element("summary", text: visit.say(.keepOutcome))
            visit.form("\(path)/giu", to: &page) { page in
                LedgerForm(visit: visit).writeText(
                    .promiseReason, "ly_do_giu", rows: 2, limit: HandlingAct.groundLimit, isNeeded: true, to: &page)
                page.element("button", .kind("second"), text: visit.say(.keepOutcome))
            }
        }
    }

    private func writeForm(to page: inout HTML) {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let form = LedgerForm(visit: visit)
        page.element("details", .kind("move")) { page in
            page.element("summary", text: visit.say(.recordSatisfaction))
            visit.form(path, to: &page) { page in
                page.element("label", .set("for", "muc"), text: visit.say(.satisfactionGrade))
                page.element("select", .set("id", "muc"), .set("name", "muc")) { page in
                    for grade in SatisfactionGrade.allCases {
                        page.element("option", .set("value", grade.rawValue), text: visit.say(.name(of: grade)))
                    }
                }
                form.writeLine(
                    .satisfactionDay, "ngay_noi", value: today.iso, type: "date", isNeeded: true, to: &page)
                form.writeText(
                    .satisfactionRemark, "nhan_xet", rows: 2, limit: SatisfactionRecord.remarkLimit, to: &page)
                page.element("button", .kind("second"), text: visit.say(.recordSatisfaction))
            }
        }
    }

    // MARK: What the forms do

    static func record(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let grade = visit.request.form["muc"].flatMap({ SatisfactionGrade(rawValue: $0) }) else {
            throw PageProblem.notFound
        }
        do {
            guard let day = try LedgerForm(visit: visit).day("ngay_noi") else {
                throw LedgerForm.Problem(text: .ledgerDayWrong)
            }
            let record = SatisfactionRecord(
                grade: grade, way: .officer, day: day, remark: visit.request.form["nhan_xet"] ?? "",
                actor: visit.actor, at: visit.now)
            try await visit.store.record(record, of: code)
            return .redirect(LocalPath("/ho-so/\(code)?xong=so#danh-gia"))
        } catch {
            if case StoreError.noSuchCase = error { throw error }
            guard let problem = DialoguePages.ledgerProblem(error) else { throw error }
            return try await CasePages.page(visit, problem: problem, status: 422)
        }
    }

    /// Reopens with one click; the ground is what the citizen said.
    static func reopen(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        guard let record = try await visit.store.satisfaction(of: code), record.needsReview else {
            return .redirect(LocalPath("/ho-so/\(code)"))
        }
        let ground = "Người dân chưa hài lòng với kết quả giải quyết (đánh giá ngày \(record.day.vietnamese))"
        try await visit.store.act(
            .reopen(reason: ground), on: code, actor: visit.actor, at: visit.now, expecting: visit.seenRevision)
        return .redirect(LocalPath("/ho-so/\(code)?xong=buoc"))
    }

    static func keepOutcome(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        try await visit.store.closeReview(
            of: code, reason: visit.request.form["ly_do_giu"] ?? "", actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/ho-so/\(code)?xong=so#danh-gia"))
    }

    /// Cases that somebody has to look at again.
    static func list(_ visit: Visit) async throws -> PageAnswer {
        let cases = try await visit.store.casesToReview(limit: 200)
        let table = try await CaseTable.load(visit, cases, showsHeat: false)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.casesToReview), entry: .reviews, counts: counts) { page in
            page.element("h1", text: visit.say(.casesToReview))
            page.element("p", .kind("lead"), text: visit.say(.casesToReviewLead))
            table.write(cases, none: .noCases, to: &page)
        }
    }
}
