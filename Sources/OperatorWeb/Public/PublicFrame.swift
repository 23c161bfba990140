import Reporting

/// The frame of pages for everyone: no log-in, no cookie, no form token, nothing of the office's inner workings.
struct PublicFrame: Sendable {
    let officeName: String

    /// A page.
    ///
    /// - Parameters:
    ///   - title: Its title.
    ///   - isIndexed: Whether search engines may keep it.
    ///   - feed: Address of an Atom feed.
    ///   - content: Writes the content.
    /// - Returns: The markup's bytes.
    func page(
        _ title: String, isIndexed: Bool = false, feed: String? = nil, content: (inout HTML) -> Void
    ) -> [UInt8] {
        var page = HTML()
        page.literal("<!DOCTYPE html>\n")
        page.element("html", .set("lang", "vi")) { page in
            page.element("head") { page in
                page.literal("<meta charset=\"utf-8\">")
                page.literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                if !isIndexed { page.literal("<meta name=\"robots\" content=\"noindex\">") }
                page.element("title", text: "\(title) – \(officeName)")
                page.void("link", .set("rel", "stylesheet"), .set("href", Stylesheet.path))
                if let feed {
                    page.void(
                        "link", .set("rel", "alternate"), .set("type", "application/atom+xml"), .set("href", feed))
                }
            }
            page.element("body") { page in
                page.element("a", .kind("skip"), .set("href", "#noi-dung"), text: "Tới nội dung chính")
                page.element("header", .kind("top")) { page in
                    page.element("div", .kind("brand")) { page in page.element("span", text: officeName) }
                }
                page.element("main", .set("id", "noi-dung"), .kind("alone"), content: content)
            }
        }
        return Array(page.markup.utf8)
    }
}
