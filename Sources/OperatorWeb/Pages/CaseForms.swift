import Casework
import Deadlines
import Reporting

/// The forms with which an officer handles a case; each states what it does.
struct CaseForms: Sendable {
    let visit: Visit
    let summary: Case
    let handling: CaseHandling
    let deadlines: [Deadline]
    let routing: RoutingBox

    /// Writes the forms that fit where the case stands.
    func write(to page: inout HTML) {
        page.element("section", .kind("box forms")) { page in
            page.element("h2", text: visit.say(.handling))
            if summary.state != .closed {
                if summary.assignee != visit.actor { writeButton("nhan", .take, kind: "first", to: &page) }
                writeTopicForms(to: &page)
            }
            HandlingForms(
                visit: visit, summary: summary, handling: handling, deadlines: deadlines, barred: routing.barred,
                absences: routing.absences
            ).write(to: &page)
        }
    }

    private func path(_ act: String) -> String { "/ho-so/\(summary.trackingCode)/\(act)" }

    private func writeButton(_ act: String, _ name: ScreenText, kind: String, to page: inout HTML) {
        visit.form(path(act), to: &page) { page in
            Self.writeRevision(summary, to: &page)
            page.element("button", .kind(kind), .set("name", "viec"), .set("value", act), text: visit.say(name))
        }
    }

    private func writeTopicForms(to page: inout HTML) {
        let known = Set(visit.vocabulary.topics.map(\.id))
        let unknown = summary.topics.filter { !known.contains($0) }.map { PeriodReport.Topic(id: $0, name: $0) }
        if !summary.topicsConfirmed { writeButton("xac-nhan", .confirmTopics, kind: "second", to: &page) }
        page.element("details", .kind("correct")) { page in
            page.element("summary", text: visit.say(.correctTopics))
            visit.form(path("sua-linh-vuc"), to: &page) { page in
                Self.writeRevision(summary, to: &page)
                page.element("fieldset") { page in
                    page.element("legend", .kind("hidden"), text: visit.say(.correctTopics))
                    for topic in visit.vocabulary.topics + unknown {
                        page.element("label", .kind("choice")) { page in
                            page.void(
                                "input", .set("type", "checkbox"), .set("name", "linh_vuc"), .set("value", topic.id),
                                .flag("checked", when: summary.topics.contains(topic.id)))
                            page.text(topic.name)
                        }
                    }
                }
                page.element("p", .kind("note"), text: visit.say(.correctHint))
                page.element(
                    "button", .kind("second"), .set("name", "viec"), .set("value", "sua-linh-vuc"),
                    text: visit.say(.correctTopics))
            }
        }
    }

    /// The revision that the officer sees, so that what was decided on an older one is refused.
    static func writeRevision(_ summary: Case, to page: inout HTML) {
        page.void("input", .set("type", "hidden"), .set("name", "phien_ban"), .set("value", String(summary.revision)))
    }
}
