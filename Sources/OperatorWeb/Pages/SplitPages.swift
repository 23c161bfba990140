import Casework
import Classification
import Reporting

/// Splitting a letter of several matters: an officer marks which paragraphs go to which case.
enum SplitPages {
    private static let partCounts = 2...CasePart.limit
    /// Classes that a part can have; a part is no letter of several matters again.
    private static let classes = LetterClass.allCases.filter { $0 != .mixed }

    static func form(_ visit: Visit) async throws -> PageAnswer { try await page(visit, problem: nil, status: 200) }

    static func send(_ visit: Visit) async throws -> PageAnswer {
        let code = try visit.requestedCode()
        let form = visit.request.form
        guard let token = form["ma_phieu"], SecretToken.isWellFormed(token), let seen = visit.seenRevision else {
            throw PageProblem.unreadableForm(.malformed)
        }
        let file = try await visit.store.caseFile(code)
        let paragraphs = try await paragraphs(of: file, visit)
        let parts = (1...count(form)).map { number in part(number, paragraphs, form) }
        guard parts.allSatisfy({ !$0.text.isEmpty }) else {
            return try await page(visit, problem: .splitPartEmpty, status: 422)
        }
        do throws(StoreError) {
            try await visit.store.split(
                code, into: parts, form: token, actor: visit.actor, at: visit.now, expecting: seen)
        } catch {
            guard case .notAllowed(let reason) = error else { throw error }
            return try await page(visit, problem: ScreenText(vi: reason, en: reason), status: 422)
        }
        return .redirect(LocalPath("/ho-so/\(code)?xong=tach-don"))
    }

    private static func count(_ fields: FormFields) -> Int {
        let asked = fields["phan"].flatMap { Int($0) } ?? partCounts.lowerBound
        return min(max(asked, partCounts.lowerBound), partCounts.upperBound)
    }

    private static func part(_ number: Int, _ paragraphs: [String], _ form: FormFields) -> CasePart {
        let chosen = Set(form.all("doan-\(number)").compactMap { Int($0) })
        let text = paragraphs.indices.filter(chosen.contains).map { paragraphs[$0] }.joined(separator: "\n")
        let letterClass = form["loai-\(number)"].flatMap(LetterClass.init(rawValue:)).flatMap { chosen in
            classes.contains(chosen) ? chosen : nil
        }
        let title = (form["ten-\(number)"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let kept = String(String.UnicodeScalarView(title.unicodeScalars.prefix(ManualEntry.lineLimit)))
        return CasePart(letterClass: letterClass ?? .petition, title: kept.isEmpty ? nil : kept, text: text)
    }

    /// The paragraphs of a case's letters and of what their attachments say.
    private static func paragraphs(of file: CaseFile, _ visit: Visit) async throws -> [String] {
        let messages = file.messages.map(\.message).filter { !$0.kind.isMachineMade }
        let attachments = try await visit.store.attachments(of: messages)
        return Paragraphs.of(
            messages.flatMap { message in
                [message.body] + attachments.filter { $0.id.item == message.item }.compactMap(\.judgedText)
            })
    }

    private static func page(_ visit: Visit, problem: ScreenText?, status: Int) async throws -> PageAnswer {
        let file = try await visit.store.caseFile(try visit.requestedCode())
        let summary = file.summary
        guard CaseTransition.of(.split)?.from.contains(summary.stage) == true else {
            throw StoreError.notAllowed(
                reason: "Hồ sơ đang ở bước «\(summary.stage.vietnameseName)» nên không thể tách.")
        }
        let paragraphs = try await paragraphs(of: file, visit)
        let count = count(visit.request.isPost ? visit.request.form : visit.request.query)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.splitTitle), entry: .queue(summary.queue), counts: counts, status: status) {
            page in
            page.element("h1") { page in
                page.text(visit.say(.splitTitle) + " · ")
                page.element("a", .set("href", "/ho-so/\(summary.trackingCode)"), text: "\(summary.trackingCode)")
            }
            page.element("p", .kind("lead"), text: visit.say(.splitLead))
            if let problem { visit.writeProblem(problem, to: &page) }
            page.element("p", .kind("views")) { page in
                for number in partCounts {
                    page.element(
                        "a", .set("href", "/ho-so/\(summary.trackingCode)/tach-don?phan=\(number)"),
                        .set("aria-current", number == count ? "page" : "false"), text: visit.say(.splitInto(number)))
                    page.text(" ")
                }
            }
            visit.uploadForm("/ho-so/\(summary.trackingCode)/tach-don", to: &page) { page in
                CaseForms.writeRevision(summary, to: &page)
                let sent = visit.request.form["ma_phieu"] ?? ""
                hidden("ma_phieu", SecretToken.isWellFormed(sent) ? sent : SecretToken.make(), to: &page)
                hidden("phan", String(count), to: &page)
                for number in 1...count { writeHead(number, summary, visit, to: &page) }
                writeParagraphs(paragraphs, count, visit, to: &page)
                page.element("button", .kind("first"), text: visit.say(.splitNow(count)))
            }
        }
    }

    private static func writeHead(_ number: Int, _ summary: Case, _ visit: Visit, to page: inout HTML) {
        page.element("fieldset") { page in
            page.element("legend", text: visit.say(.splitPart(number)))
            page.element("label", .set("for", "loai-\(number)"), text: visit.say(.letterClassWord))
            let chosen = visit.request.form["loai-\(number)"] ?? LetterClass.petition.rawValue
            page.element("select", .set("id", "loai-\(number)"), .set("name", "loai-\(number)")) { page in
                for each in classes {
                    page.element(
                        "option", .set("value", each.rawValue), .flag("selected", when: each.rawValue == chosen),
                        text: visit.say(.name(of: each)))
                }
            }
            page.element("label", .set("for", "ten-\(number)"), text: visit.say(.entryTopic))
            page.void(
                "input", .set("id", "ten-\(number)"), .set("name", "ten-\(number)"), .set("type", "text"),
                .set("maxlength", String(ManualEntry.lineLimit)),
                .set("value", visit.request.form["ten-\(number)"] ?? ""))
        }
    }

    private static func writeParagraphs(_ paragraphs: [String], _ count: Int, _ visit: Visit, to page: inout HTML) {
        page.element("table", .kind("paragraphs")) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for number in 1...count {
                        page.element("th", .set("scope", "col"), text: visit.say(.splitPart(number)))
                    }
                    page.element("th", .set("scope", "col"), text: visit.say(.paragraph))
                }
            }
            page.element("tbody") { page in
                for (index, paragraph) in paragraphs.enumerated() {
                    page.element("tr") { page in
                        for number in 1...count {
                            page.element("td") { page in
                                let sent = visit.request.form.all("doan-\(number)").contains(String(index))
                                page.void(
                                    "input", .set("type", "checkbox"), .set("name", "doan-\(number)"),
                                    .set("value", String(index)),
                                    .set("aria-label", visit.say(.paragraphToPart(index + 1, number))),
                                    .flag("checked", when: sent))
                            }
                        }
                        page.element("td") { page in visit.writeForeign(paragraph, to: &page) }
                    }
                }
            }
        }
    }

    private static func hidden(_ name: String, _ value: String, to page: inout HTML) {
        page.void("input", .set("type", "hidden"), .set("name", name), .set("value", value))
    }
}
