import Casework
import Reporting

/// Questionnaires: which there are, what their answers come to, and the answers themselves.
enum SurveyPages {
    /// Answers that are summed up.
    private static let summedAnswers = 5_000
    /// Fields that are about the answer and no questions.
    private static let hiddenFields: Set<String> = ["Nguồn dòng", "Thẻ của nguồn", "Ghi chú đọc bảng"]

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let surveys = try await visit.store.surveys()
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.surveys), entry: .surveys, counts: counts) { page in
            page.element("h1", text: visit.say(.surveys))
            page.element("p", .kind("lead"), text: visit.say(.surveysLead))
            guard !surveys.isEmpty else {
                page.element("p", .kind("empty"), text: visit.say(.surveysEmpty))
                return
            }
            page.element("table", .kind("cases")) { page in
                head([.source, .answersGiven, .firstSheet, .newestSheet], visit, to: &page)
                page.element("tbody") { page in
                    for survey in surveys {
                        page.element("tr") { page in
                            page.element("td") { page in
                                let path = "/khao-sat/\(QueryValue.encode(survey.source))"
                                page.element("a", .set("href", path), text: survey.source)
                            }
                            page.element("td", text: ReportTable.Cell.count(survey.answers).vietnameseText)
                            page.element("td", .kind("when")) { page in visit.write(survey.firstAt, to: &page) }
                            page.element("td", .kind("when")) { page in visit.write(survey.lastAt, to: &page) }
                        }
                    }
                }
            }
        }
    }

    static func show(_ visit: Visit) async throws -> PageAnswer {
        let source = FormFields(encoded: "x=" + (visit.request.parameters["source"] ?? ""))["x"] ?? ""
        guard let survey = try await visit.store.surveys().first(where: { $0.source == source }) else {
            throw PageProblem.notFound
        }
        let paging = Paging(visit.request.query)
        let answers = try await visit.store.surveyAnswers(of: source, limit: Paging.size, offset: paging.offset)
        let summed = try await visit.store.surveyAnswers(of: source, limit: summedAnswers, offset: 0)
        let summary = SurveySummary(summed, hidden: hiddenFields)
        let counts = try await visit.navigationCounts()
        return visit.page(source, entry: .surveys, counts: counts) { page in
            page.element("h1") { page in visit.writeForeign(source, to: &page) }
            page.element("p", .kind("lead"), text: visit.say(.summedAnswers(summary.answers, of: survey.answers)))
            write(summary, visit, to: &page)
            page.element("h2", text: visit.say(.singleAnswers))
            for answer in answers { write(answer, visit, to: &page) }
            visit.write(paging, count: CaseCount(survey.answers), parameters: [], to: &page)
        }
    }

    private static func head(_ names: [ScreenText], _ visit: Visit, to page: inout HTML) {
        page.element("thead") { page in
            page.element("tr") { page in
                for name in names { page.element("th", .set("scope", "col"), text: visit.say(name)) }
            }
        }
    }

    private static func write(_ summary: SurveySummary, _ visit: Visit, to page: inout HTML) {
        page.element("table", .kind("cases")) { page in
            head([.question, .answersGiven, .outcome], visit, to: &page)
            page.element("tbody") { page in
                for question in summary.questions {
                    page.element("tr") { page in
                        page.element("td") { page in visit.writeForeign(question.text, to: &page) }
                        page.element("td", text: ReportTable.Cell.count(question.answers).vietnameseText)
                        page.element("td") { page in write(question.form, visit, to: &page) }
                    }
                }
            }
        }
    }

    private static func write(_ form: SurveySummary.Form, _ visit: Visit, to page: inout HTML) {
        switch form {
        case .words: page.text(visit.say(.ownWords))
        case .numbers(let mean, let least, let most):
            let figures = [mean, least, most].map { Figures.plain($0, visit.language) }
            page.text(visit.say(.numbers(mean: figures[0], least: figures[1], most: figures[2])))
        case .choices(let choices):
            page.element("ul") { page in
                for choice in choices {
                    page.element("li") { page in
                        visit.writeForeign(choice.text, to: &page)
                        page.text(": \(choice.count)")
                    }
                }
            }
        }
    }

    private static func write(_ answer: SurveyAnswer, _ visit: Visit, to page: inout HTML) {
        page.element("details") { page in
            page.element("summary") { page in
                visit.write(answer.message.writtenAt ?? answer.message.receivedAt, to: &page)
                page.text(" ")
                page.element("a", .set("href", "/ho-so/\(answer.code)"), text: answer.code.description)
            }
            page.element("div", .kind("text"), .set("dir", "auto"), text: String(answer.message.body.prefix(4_000)))
        }
    }
}
