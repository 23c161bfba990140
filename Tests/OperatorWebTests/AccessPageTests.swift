import Casework
import Foundation
import Testing

@testable import OperatorWeb

/// Who may come where, and what nobody learns by walking through every page.
@Suite struct AccessPageTests {
    private static let closed = SiteVocabulary(
        routing: RoutingTable(
            queues: [
                Queue(id: "dat-dai", name: "Đất đai"),
                Queue(id: "moi-truong", name: "Môi trường", isClosed: true, owner: "phu-trach"),
            ],
            routes: [.init(queue: "moi-truong", topics: ["environment"], classes: nil, channels: nil)],
            otherwise: "dat-dai"),
        topics: TestSite.vocabulary.topics)

    /// Every page that is read, with the code of a case where one is asked for.
    private static func pages(_ code: TrackingCode, _ other: TrackingCode) -> [String] {
        Route.all.filter { !$0.isPost }.map { route in
            route.path.replacing("{code}", with: "\(code)").replacing("{other}", with: "\(other)")
                .replacing("{number}", with: "1").replacing("{attachment}", with: "1")
                .replacing("{id}", with: "moi-truong").replacing("{source}", with: "x").replacing(
                    "{name}", with: "canbo")
        }
    }

    @Test(arguments: OfficeRole.allCases)
    func aCaseOfAClosedQueueIsNowhereToBeSeen(role: OfficeRole) async throws {
        try await TestSite.run(vocabulary: Self.closed) { site in
            let hidden = try #require(try await site.file(.gathering))
            let open = try #require(try await site.file(.certificate))
            let title = try await site.store.caseFile(hidden).summary.title
            let browser = try await site.officer("ai", role: role)
            for path in Self.pages(hidden, open) + Self.pages(open, hidden) + [
                "/tat-ca?q=\(hidden)", "/tat-ca?q=tap+trung",
            ] {
                let page = try await browser.get(path)
                #expect(!page.text.contains(title), "\(role) \(path)")
                // A visitor's own address and words stand on the page; the log names cases by their codes.
                let isTyped = path.contains(hidden.description) || path.contains(hidden.digits)
                #expect(isTyped || role == .auditor || !page.text.contains(hidden.description), "\(role) \(path)")
                #expect(!path.hasPrefix("/ho-so/\(hidden)") || page.status == 404, "\(role) \(path)")
            }
            #expect(try await browser.get("/ho-so/\(hidden)").status == 404)
            let named = try await site.officer("co-ten", role: .officer, queues: ["moi-truong"])
            #expect(try await named.get("/ho-so/\(hidden)").status == 200)
            #expect(try await named.get("/hang-doi/moi-truong").text.contains(hidden.description))
            #expect(try await named.get("/ho-so/\(open)").status == 404)
        }
    }

    @Test func everyAddressIsForSomeRolesAlone() async throws {
        try await TestSite.run { site in
            for role in OfficeRole.allCases {
                let browser = try await site.officer("vai-\(role.rawValue)", role: role)
                _ = try await browser.get("/toi")
                for route in Route.all {
                    guard case .having(let right) = route.access, !role.rights.contains(right) else { continue }
                    let path = route.path.replacing("{code}", with: "482-719-356").replacing("{id}", with: "abc")
                        .replacing("{number}", with: "1").replacing("{attachment}", with: "1")
                        .replacing("{other}", with: "296-827-462").replacing("{source}", with: "x")
                        .replacing("{name}", with: "canbo")
                    let page = route.isPost ? try await browser.post(path) : try await browser.get(path)
                    #expect(page.status == 404, "\(role) \(path)")
                }
            }
        }
    }

    @Test func eachRoleFindsItsFirstPageAndNoLinkThatLeadsNowhere() async throws {
        try await TestSite.run { site in
            try await site.file(.gathering)
            for role in OfficeRole.allCases {
                let browser = try await site.officer("vai-\(role.rawValue)", role: role)
                let home = try #require(try await browser.get("/").header("Location"))
                let page = try await browser.get(home)
                #expect(page.status == 200, "\(role)")
                let links = page.text.components(separatedBy: "href=\"").dropFirst().compactMap {
                    $0.split(separator: "\"").first.map(String.init)
                }
                for link in Set(links) where link.hasPrefix("/") && link != "/" {
                    let path = link.replacing("&amp;", with: "&")
                    #expect(try await browser.get(path).status == 200, "\(role) \(link)")
                }
            }
        }
    }
}
