import Casework
import CivilCalendar
import Classification
import Deadlines
import Reporting

/// The forms that move the handling of a case on, one for each act that is possible where it stands.
struct HandlingForms: Sendable {
    let visit: Visit
    let summary: Case
    let handling: CaseHandling
    let deadlines: [Deadline]
    /// Queues that the case must not reach.
    let barred: Set<String>
    /// Who is away, as entered on the page.
    let absences: [Absence]

    /// Acts that officers do most, shown open; the others stand under a heading of their own.
    private static let usual: Set<CaseMove> = [
        .classify, .handOver, .assign, .accept, .supplement, .resume, .settle, .reopen,
    ]

    /// Writes the forms.
    func write(to page: inout HTML) {
        let possible = CaseTransition.possible(from: handling.stage, letterClass: summary.letterClass)
            .filter { $0.move != .begin && ($0.move != .assign || !officers.isEmpty) }
        let others = possible.filter { !Self.usual.contains($0.move) }
        for transition in possible where Self.usual.contains(transition.move) { write(transition, to: &page) }
        guard !others.isEmpty else { return }
        page.element("details", .kind("others")) { page in
            page.element("summary", text: visit.say(.otherMoves))
            for transition in others { write(transition, to: &page) }
        }
    }

    private func write(_ transition: CaseTransition, to page: inout HTML) {
        let move = transition.move
        let isOpen = visit.request.isPost && visit.request.form["viec"] == move.rawValue
        page.element("details", .kind("move"), .flag("open", when: isOpen)) { page in
            page.element("summary", text: visit.say(.name(of: move)))
            visit.form("/ho-so/\(summary.trackingCode)/buoc", to: &page) { page in
                CaseForms.writeRevision(summary, to: &page)
                writeFields(move, to: &page)
                if transition.needsDocument { writeLine(.documentNumber, "van_ban", move, isNeeded: true, to: &page) }
                if transition.needsGround || move == .classify { writeGround(transition, to: &page) }
                writeDay(move, to: &page)
                page.element(
                    "button", .kind("second"), .set("name", "viec"), .set("value", move.rawValue),
                    text: visit.say(.name(of: move)))
            }
        }
    }

    private func id(_ field: String, _ move: CaseMove) -> String { "\(field)-\(move.rawValue)" }

    /// What was sent last, so that a form with a problem need not be filled in again.
    private func sent(_ field: String, _ move: CaseMove) -> String {
        guard visit.request.isPost, visit.request.form["viec"] == move.rawValue else { return "" }
        return visit.request.form[field] ?? ""
    }

    private func writeLine(
        _ label: ScreenText, _ field: String, _ move: CaseMove, isNeeded: Bool, to page: inout HTML
    ) {
        page.element("label", .set("for", id(field, move)), text: visit.say(label))
        page.void(
            "input", .set("id", id(field, move)), .set("name", field), .set("maxlength", "100"),
            .set("value", sent(field, move)), .flag("required", when: isNeeded))
    }

    private func writeGround(_ transition: CaseTransition, to page: inout HTML) {
        let move = transition.move
        let label: ScreenText = move == .settle ? .closeReason : move == .reopen ? .reopenReason : .ground
        page.element("label", .set("for", id("ly_do", move)), text: visit.say(label))
        page.element(
            "textarea", .set("id", id("ly_do", move)), .set("name", "ly_do"), .set("rows", "3"),
            .set("maxlength", "2000"), .flag("required", when: transition.needsGround), text: sent("ly_do", move))
    }

    private func writeDay(_ move: CaseMove, to page: inout HTML) {
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date.iso
        page.element("label", .set("for", id("tu_ngay", move)), text: visit.say(.effectiveDay))
        page.void(
            "input", .set("id", id("tu_ngay", move)), .set("name", "tu_ngay"), .set("type", "date"),
            .set("max", today), .set("value", sent("tu_ngay", move)))
    }

    private func writeFields(_ move: CaseMove, to page: inout HTML) {
        switch move {
        case .classify: writeClassification(to: &page)
        case .handOver: writeQueues(to: &page)
        case .assign: writeOfficers(to: &page)
        case .extend:
            let steps = deadlines.filter { !$0.rule.extensions.isEmpty && $0.done == nil }
            let known = steps.isEmpty ? deadlines.filter { $0.done == nil } : steps
            writeChoice(
                .extendedStep, "buoc", move,
                known.map { ($0.rule.step.rawValue, visit.say(.name(of: $0.rule.step)) + extensionHint($0)) },
                chosen: nil, to: &page)
            page.element("label", .set("for", id("thoi_han", move)), text: visit.say(.newTerm))
            page.void(
                "input", .set("id", id("thoi_han", move)), .set("name", "thoi_han"), .set("type", "number"),
                .set("min", "1"), .set("max", "3650"), .set("value", sent("thoi_han", move)), .flag("required"))
        default: break
        }
    }

    /// The queues to move to; those of an accused body for a lead only, and only with a confirmation.
    private func writeQueues(to page: inout HTML) {
        let mayConfirm = visit.may(.overrideConflicts)
        let queues = visit.vocabulary.routing.queues.filter {
            $0.id != summary.queue && (mayConfirm || !barred.contains($0.id))
        }
        writeChoice(
            .handOverTo, "hang_doi", .handOver,
            queues.map { ($0.id, barred.contains($0.id) ? visit.say(.accusedQueue($0.name)) : $0.name) }, chosen: nil,
            to: &page)
        guard !barred.isEmpty else { return }
        page.element("p", .kind("note"), text: visit.say(.conflictNote))
        guard mayConfirm else { return }
        page.element("label", .kind("choice")) { page in
            page.void("input", .set("type", "checkbox"), .set("name", "xac_nhan_xung_dot"), .set("value", "1"))
            page.element("span", text: visit.say(.confirmConflict))
        }
    }

    /// Whom the case can be given to: the officers of the queue, and whoever looks at the page.
    private var officers: [String] {
        var officers: [String] = []
        for officer in (visit.vocabulary.routing.queue(summary.queue)?.officers ?? []) + [visit.actor]
        where officer != summary.assignee && !officers.contains(officer) { officers.append(officer) }
        return officers
    }

    /// The officers, with who is away.
    private func writeOfficers(to page: inout HTML) {
        let queue = visit.vocabulary.routing.queue(summary.queue)
        let today = LocalMoment(utcMilliseconds: visit.now.rawValue).date
        let choices = officers.map { officer in
            let away = (absences + (queue?.absences ?? [])).first { $0.officer == officer && $0.covers(today) }
            return (officer, away.map { visit.say(.officerAway(officer, $0.to)) } ?? officer)
        }
        writeChoice(
            .assignTo, "can_bo", .assign, choices, chosen: queue?.inCharge(on: today, besides: absences), to: &page)
    }

    private func extensionHint(_ deadline: Deadline) -> String {
        let terms = ([deadline.rule.term] + deadline.rule.extensions).map(String.init).joined(separator: " → ")
        return " (\(terms) \(visit.say(.name(of: deadline.rule.unit))))"
    }

    private func writeClassification(to page: inout HTML) {
        let classes = LetterClass.allCases.map { ($0.rawValue, visit.say(.name(of: $0))) }
        writeChoice(.letterClassWord, "loai_don", .classify, classes, chosen: summary.letterClass.rawValue, to: &page)
        let findings = handling.findings
        let boxes: [(String, ScreenText, Bool)] = [
            ("lan_hai", .secondComplaint, findings.round == 2), ("phuc_tap", .complexMatter, findings.isComplex),
            ("vung_sau", .remoteArea, findings.isRemote),
        ]
        for (name, label, isChecked) in boxes {
            page.element("label", .kind("choice")) { page in
                page.void(
                    "input", .set("type", "checkbox"), .set("name", name), .set("value", "1"),
                    .flag("checked", when: isChecked))
                page.element("span", text: visit.say(label))
            }
        }
    }

    private func writeChoice(
        _ label: ScreenText, _ field: String, _ move: CaseMove, _ choices: [(String, String)], chosen: String?,
        to page: inout HTML
    ) {
        let sent = sent(field, move)
        page.element("label", .set("for", id(field, move)), text: visit.say(label))
        page.element("select", .set("id", id(field, move)), .set("name", field)) { page in
            for (value, name) in choices {
                page.element(
                    "option", .set("value", value),
                    .flag("selected", when: value == (sent.isEmpty ? chosen : sent)), text: name)
            }
        }
    }
}
