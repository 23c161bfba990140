import Casework
import Reporting

/// Reports over a period, on the screen and to take along.
enum ReportPages {
    /// Periods that the links lead back at most.
    private static let backLimit = 1000

    static func show(_ visit: Visit) async throws -> PageAnswer {
        let (period, back) = requested(visit)
        let report = try await report(visit, period)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.report), entry: .report, counts: counts) { page in
            page.element("h1", text: report.title)
            let lead = [period.caption, report.madeAtText, visit.say(.reportLanguage)].joined(separator: ". ")
            page.element("p", .kind("lead"), text: lead)
            writeChoices(visit, period, back, to: &page)
            for table in report.tables {
                page.element("section", .kind("report"), .set("lang", "vi")) { page in
                    page.element("h2", text: table.caption)
                    HTMLReport.write(table, to: &page, linkingCodes: true)
                }
            }
        }
    }

    static func download(_ visit: Visit) async throws -> PageAnswer {
        let (period, _) = requested(visit)
        let name = "bao-cao-\(key(of: period.length))-\(period.fileStamp)"
        switch visit.request.query["dang"] {
        case "html":
            let page = HTMLReport.render(try await report(visit, period))
            return .download(Array(page.utf8), type: "text/html; charset=utf-8", name: "\(name).html")
        case "csv":
            let table = CSVReport.render(try await report(visit, period))
            return .download(Array(table.utf8), type: "text/csv; charset=utf-8", name: "\(name).csv")
        default: throw PageProblem.notFound
        }
    }

    private static func report(_ visit: Visit, _ period: ReportPeriod) async throws -> PeriodReport {
        try await PeriodReport.assemble(
            period, officeName: visit.parts.settings.officeName, topics: visit.vocabulary.topics, store: visit.store,
            madeAt: visit.now)
    }

    /// The period that the query asks for: its length, and how many periods back.
    private static func requested(_ visit: Visit) -> (ReportPeriod, back: Int) {
        let query = visit.request.query
        let length = ReportPeriod.Length.allCases.first { key(of: $0) == query["ky"] } ?? .week
        let back = max(0, min(backLimit, query["lui"].flatMap { Int($0) } ?? 0))
        var period = ReportPeriod(length, containing: visit.now)
        for _ in 0..<back { period = period.previous }
        return (period, back)
    }

    /// The length in addresses and file names.
    private static func key(of length: ReportPeriod.Length) -> String {
        switch length {
        case .day: "ngay"
        case .week: "tuan"
        case .month: "thang"
        case .quarter: "quy"
        case .year: "nam"
        }
    }

    private static func writeChoices(_ visit: Visit, _ period: ReportPeriod, _ back: Int, to page: inout HTML) {
        let current = key(of: period.length)
        page.element("nav", .kind("choices"), .set("aria-label", visit.say(.reportLength))) { page in
            for length in ReportPeriod.Length.allCases {
                let mark = length == period.length ? "page" : "false"
                page.element(
                    "a", .set("href", "/bao-cao?ky=\(key(of: length))"), .set("aria-current", mark),
                    text: visit.say(.name(of: length)))
            }
        }
        page.element("p", .kind("links")) { page in
            if back < backLimit {
                page.element("a", .set("href", "/bao-cao?ky=\(current)&lui=\(back + 1)"), text: visit.say(.earlier))
            }
            if back > 0 {
                page.element("a", .set("href", "/bao-cao?ky=\(current)&lui=\(back - 1)"), text: visit.say(.later))
            }
            for (form, name) in [("html", ScreenText.downloadPage), ("csv", .downloadTable)] {
                page.element(
                    "a", .set("href", "/bao-cao/tai-ve?ky=\(current)&lui=\(back)&dang=\(form)"), text: visit.say(name))
            }
        }
    }
}
