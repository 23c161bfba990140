import Casework
import CivilCalendar
import HotSpots
import Reporting

/// A list of alerts.
struct AlertTable: Sendable {
    let visit: Visit

    /// Writes the list, or a sentence when there is none.
    func write(_ alerts: [KeptAlert], to page: inout HTML) {
        guard !alerts.isEmpty else {
            page.element("p", .kind("empty"), text: visit.say(.noAlerts))
            return
        }
        page.element("table", .kind("cases with-heat")) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for head in [ScreenText.score, .why, .opened, .state] {
                        page.element("th", .set("scope", "col"), text: visit.say(head))
                    }
                }
            }
            page.element("tbody") { page in
                for kept in alerts { writeRow(kept, to: &page) }
            }
        }
    }

    private func writeRow(_ kept: KeptAlert, to page: inout HTML) {
        let alert = kept.alert
        page.element("tr") { page in
            page.element("td", .kind("heat-cell")) { page in
                page.element(
                    "b", .kind("heat heat\(alert.isImmediate ? 4 : 3)"),
                    text: Figures.plain(alert.sheet.score, visit.language))
            }
            page.element("td", .kind("matter")) { page in
                page.element(
                    "a", .kind("alert-title"), .set("href", "/canh-bao/\(alert.id)"),
                    text: kept.placeNames.isEmpty ? "\(alert.id)" : kept.placeNames.joined(separator: ", "))
                page.element("p", .kind("about")) { page in visit.writeTopics([alert.topic], to: &page) }
                page.element("p", text: alert.sheet.why)
            }
            page.element("td", .kind("when")) { page in
                visit.write(Timestamp(rawValue: alert.openedAt.rawValue), to: &page)
            }
            page.element("td", .kind("state")) { page in visit.write(alert.state, to: &page) }
        }
    }
}

/// The evidence sheet: every part with its bans, the sum, and the numbers behind it.
struct AlertEvidence: Sendable {
    let visit: Visit
    let alert: HotSpotAlert

    func write(to page: inout HTML) {
        let sheet = alert.sheet
        page.element("section", .kind("box")) { page in
            page.element("h2", text: visit.say(.evidenceSheet))
            page.element("table", .kind("sheet")) { page in
                page.element("tbody") { page in
                    row(.rateOfPlace, sheet.rate?.bans ?? 0, to: &page)
                    row(.cluster, sheet.clusterBans, to: &page)
                    row(.slowRise, sheet.slowBans, to: &page)
                    for part in sheet.severity.parts {
                        let words = part.quote.map { ": “\($0)”" } ?? ""
                        row(visit.say(.name(of: part.kind)) + words, part.bans, note: weight(of: part), to: &page)
                    }
                    row(.dangerSigns, sheet.severity.points * 0.75, to: &page)
                    row(.dragging, sheet.drag.bans, to: &page)
                    if sheet.offset > 0 { row(.falseAlarmOffset, -sheet.offset, to: &page) }
                    row("\(visit.say(.sum)) (\(visit.say(.largestCounts)))", sheet.score, to: &page)
                    row(.threshold, sheet.threshold, to: &page)
                }
            }
            page.element("dl") { page in
                fact(.window, visit.say(.hours(sheet.windowHours)), to: &page)
                fact(.observed, String(sheet.observed), to: &page)
                fact(.expected, Figures.plain(sheet.expected, visit.language), to: &page)
                fact(.copies, String(sheet.copies), to: &page)
                fact(.senders, String(sheet.senders), to: &page)
                if let probability = sheet.probability {
                    fact(.chance, Self.scientific(probability), to: &page)
                }
                if let days = sheet.recurrenceDays { fact(.recurrence, String(Int(min(days, 1e9))), to: &page) }
                if sheet.cluster != nil { fact(.replaySeed, String(sheet.replaySeed), to: &page) }
            }
        }
    }

    private func row(_ name: ScreenText, _ bans: Double, to page: inout HTML) { row(visit.say(name), bans, to: &page) }

    /// Which weight of a sign was in force.
    private func weight(of part: SeverityFinding.Part) -> String {
        let start = HotSpotOptions().cueWeights[part.kind] ?? 0
        let since = part.weight == nil ? nil : alert.sheet.weightsSince.map { Timestamp(rawValue: $0.rawValue) }
        return visit.say(.weightInForce(part.weight ?? start, since: since, start: start))
    }

    private func row(_ name: String, _ bans: Double?, note: String? = nil, to page: inout HTML) {
        page.element("tr") { page in
            page.element("th", .set("scope", "row")) { page in
                page.text(name)
                if let note { page.element("p", .kind("muted"), text: note) }
            }
            page.element("td", text: bans.map { Figures.plain($0, visit.language) } ?? "")
        }
    }

    private func fact(_ name: ScreenText, _ value: String, to page: inout HTML) {
        page.element("dt", text: visit.say(name))
        page.element("dd", text: value)
    }

    /// A small probability as one digit and a power of ten.
    private static func scientific(_ value: Double) -> String {
        guard value > 0, value < 0.001 else { return String(Double(Int(value * 10_000)) / 10_000) }
        var exponent = 0
        var mantissa = value
        while mantissa < 1, exponent < 320 {
            mantissa *= 10
            exponent += 1
        }
        return "\(Int(mantissa)) × 10⁻\(superscript(exponent))"
    }

    private static func superscript(_ number: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }
}

/// What officers can do with an alert.
struct AlertForms: Sendable {
    let visit: Visit
    let alert: HotSpotAlert

    func write(to page: inout HTML) {
        page.element("section", .kind("box forms")) { page in
            page.element("h2", text: visit.say(.handling))
            for act in ScreenText.alertActs where fits(act.value) {
                visit.form("/canh-bao/\(alert.id)/viec", to: &page) { page in
                    writeFields(act.value, to: &page)
                    page.element(
                        "button", .kind(act.value == "da-xem" ? "first" : "second"), .set("name", "viec"),
                        .set("value", act.value), text: visit.say(act.name))
                }
            }
            if let level = alert.escalatedTo {
                page.element("p", .kind("note"), text: "\(visit.say(.escalateTo)): \(level)")
            }
        }
    }

    private func fits(_ act: String) -> Bool {
        switch act {
        case "rut-lai": alert.verdict != nil
        case "dung", "nham": alert.verdict == nil
        case "da-xem": alert.state == .open
        default: alert.state != .closed
        }
    }

    private func writeFields(_ act: String, to page: inout HTML) {
        switch act {
        case "tam-im":
            let tomorrow = LocalMoment(utcMilliseconds: visit.now.rawValue).date.adding(days: 1)
            page.element("label", .set("for", "den-ngay"), text: visit.say(.snoozeUntil))
            page.void(
                "input", .set("id", "den-ngay"), .set("name", "den_ngay"), .set("type", "date"),
                .set("min", tomorrow.iso), .set("value", tomorrow.adding(days: 6).iso), .flag("required"))
            page.element("p", .kind("note"), text: visit.say(.snoozeNote))
        case "bao-cao":
            page.element("label", .set("for", "cap"), text: visit.say(.escalateTo))
            page.void(
                "input", .set("id", "cap"), .set("name", "cap"), .set("maxlength", "100"), .flag("required"))
        case "nham":
            page.element("label", .set("for", "ly-do"), text: visit.say(.whyNone))
            page.element("select", .set("id", "ly-do"), .set("name", "ly_do")) { page in
                for reason in DismissalReason.allCases {
                    page.element("option", .set("value", reason.rawValue), text: visit.say(.name(of: reason)))
                }
            }
        default: break
        }
    }
}
