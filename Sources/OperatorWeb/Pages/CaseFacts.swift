import Casework
import Classification
import Places
import Reporting

/// What is known of a case at a glance.
struct CaseFacts: Sendable {
    let visit: Visit
    let file: CaseFile

    /// Writes the box.
    func write(to page: inout HTML) {
        let summary = file.summary
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.facts))
            page.element("dl") { page in
                fact(.received, to: &page) { page in visit.write(summary.receivedAt, to: &page) }
                fact(.placeLabel, to: &page) { page in
                    visit.writeForeign(summary.place.joined ?? visit.say(.placeUnknown), to: &page)
                }
                if let today = summary.place.today {
                    fact(.placeToday, to: &page) { page in PlaceParts(visit: visit).write(today, to: &page) }
                }
                fact(.letterClass, to: &page) { page in
                    page.element("span", text: visit.say(.name(of: summary.letterClass)))
                    if summary.letterClass == .denunciation || summary.letterClass == .mixed {
                        page.element("p", .kind("note"), text: visit.say(.denunciationNote))
                    }
                }
                fact(.queue, to: &page) { page in page.text(visit.queueName(summary.queue)) }
                fact(.assignee, to: &page) { page in page.text(summary.assignee ?? visit.say(.nobody)) }
                fact(.channel, to: &page) { page in
                    page.text("\(visit.say(.name(of: summary.channel))) (\(summary.source))")
                }
            }
        }
    }

    private func fact(_ name: ScreenText, to page: inout HTML, value: (inout HTML) -> Void) {
        page.element("dt", text: visit.say(name))
        page.element("dd", content: value)
    }
}
