import Casework
import Reporting

/// Items that could not be read: why, the original, and another try.
enum QuarantinePages {
    private static let listLimit = 200
    /// Bytes of an original that its page shows.
    private static let headBytes = 4096

    static func list(_ visit: Visit) async throws -> PageAnswer {
        let source = visit.request.query["nguon"].flatMap { $0.isEmpty ? nil : String($0.prefix(500)) }
        let items: [QuarantinedItem]
        if let source {
            items = try await visit.store.quarantined(from: source, limit: listLimit)
        } else {
            items = try await visit.store.quarantined(limit: listLimit)
        }
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.quarantine), entry: .quarantine, counts: counts) { page in
            visit.writeDone(to: &page)
            page.element("h1", text: visit.say(.quarantine))
            page.element("p", .kind("lead"), text: visit.say(.quarantineLead))
            if let source {
                page.element("p") { page in
                    page.text(visit.say(.quarantineOf(source)) + " ")
                    page.element("a", .set("href", "/cach-ly"), text: visit.say(.allQuarantine))
                }
            }
            guard !items.isEmpty else {
                page.element("p", .kind("empty"), text: visit.say(.quarantineEmpty))
                return
            }
            if source == nil ? counts.inbox.quarantined > items.count : items.count == listLimit {
                page.element("p", .kind("note"), text: visit.say(.firstOnly))
            }
            // The button would retry what is not shown here.
            if source == nil {
                visit.form("/cach-ly/thu-lai-tat-ca", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.retryAll))
                }
            }
            page.element("table", .kind("cases")) { page in
                writeHead(visit, to: &page)
                page.element("tbody") { page in
                    for item in items { write(item, visit, isListed: true, to: &page) }
                }
            }
        }
    }

    /// One item: what is known of it, and how its bytes begin.
    static func show(_ visit: Visit) async throws -> PageAnswer {
        let id = ItemID(rawValue: visit.request.parameters["id"] ?? "")
        let item = try await visit.store.quarantinedItem(id)
        let bytes = try await visit.store.openQuarantined(id, actor: visit.actor, at: visit.now)
        let counts = try await visit.navigationCounts()
        return visit.page(visit.say(.quarantinedItem), entry: .quarantine, counts: counts) { page in
            page.element("h1", text: visit.say(.quarantinedItem))
            page.element("table", .kind("cases")) { page in
                writeHead(visit, to: &page)
                page.element("tbody") { page in write(item, visit, isListed: false, to: &page) }
            }
            page.element("h2", text: visit.say(.rawHead(min(bytes.count, headBytes), of: bytes.count)))
            page.element("pre", .kind("raw"), .set("dir", "ltr"), text: RawBytes.text(bytes.prefix(headBytes)))
            page.element("p") { page in
                page.element("a", .set("href", "/cach-ly"), text: visit.say(.backToQuarantine))
            }
        }
    }

    static func original(_ visit: Visit) async throws -> PageAnswer {
        let id = ItemID(rawValue: visit.request.parameters["id"] ?? "")
        let bytes = try await visit.store.openQuarantined(id, actor: visit.actor, at: visit.now)
        return .download(bytes, type: "text/plain; charset=utf-8", name: "ban-goc-\(id.rawValue).txt")
    }

    static func retry(_ visit: Visit) async throws -> PageAnswer {
        let id = ItemID(rawValue: visit.request.parameters["id"] ?? "")
        try await visit.store.retry(id, actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/cach-ly?xong=thu-lai"))
    }

    static func retryAll(_ visit: Visit) async throws -> PageAnswer {
        _ = try await visit.store.retryAll(actor: visit.actor, at: visit.now)
        return .redirect(LocalPath("/cach-ly?xong=thu-lai"))
    }

    private static func writeHead(_ visit: Visit, to page: inout HTML) {
        page.element("thead") { page in
            page.element("tr") { page in
                for head in [ScreenText.reason, .stage, .attempts, .size, .received] {
                    page.element("th", .set("scope", "col"), text: visit.say(head))
                }
                page.element("th", .set("scope", "col"), text: visit.say(.handling))
            }
        }
    }

    private static func write(_ item: QuarantinedItem, _ visit: Visit, isListed: Bool, to page: inout HTML) {
        page.element("tr") { page in
            page.element("td", .kind("matter")) { page in
                page.element("p") { page in visit.writeForeign(item.reason, to: &page) }
                page.element("p", .kind("facts")) { page in
                    page.element("span", text: "\(visit.say(.source)): \(item.source)")
                    page.element("span") { page in visit.writeForeign(item.key, to: &page) }
                    page.element("span", text: item.mediaType.rawValue)
                }
            }
            page.element("td", text: visit.say(.name(of: item.stage)))
            page.element("td", text: String(item.attempts))
            page.element("td", text: Figures.size(item.size))
            page.element("td", .kind("when")) { page in visit.write(item.receivedAt, to: &page) }
            page.element("td", .kind("acts")) { page in
                visit.form("/cach-ly/\(item.id.rawValue)/thu-lai", kind: "plain", to: &page) { page in
                    page.element("button", .kind("second"), text: visit.say(.retry))
                }
                guard visit.may(.handleQuarantine) else { return }
                if isListed {
                    page.element("a", .set("href", "/cach-ly/\(item.id.rawValue)"), text: visit.say(.lookInside))
                }
                page.element(
                    "a", .set("href", "/cach-ly/\(item.id.rawValue)/ban-goc"), text: visit.say(.original))
            }
        }
    }
}
