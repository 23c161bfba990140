import Reporting

/// The page that says why there is no other.
enum ProblemPage {
    /// The page for a problem, with the status that fits.
    static func answer(_ problem: PageProblem, _ visit: Visit) -> PageAnswer {
        let (status, title, words) =
            switch problem {
            case .notFound: (404, ScreenText.notFoundTitle, ScreenText.notFound)
            case .forbidden: (403, ScreenText.forbiddenTitle, ScreenText.forbidden)
            case .tooLarge: (413, ScreenText.tooLargeTitle, ScreenText.tooLarge)
            case .unreadableForm(.malformed): (400, ScreenText.forbiddenTitle, ScreenText.formUnreadable)
            case .unreadableForm(.tooMany): (413, ScreenText.tooLargeTitle, ScreenText.tooManyFiles)
            case .unreadableForm(.tooLarge): (413, ScreenText.tooLargeTitle, ScreenText.filesTooLarge)
            case .busy: (503, ScreenText.failedTitle, ScreenText.uploadsBusy)
            case .changedMeanwhile(let reason): (409, ScreenText.changedTitle, ScreenText(vi: reason, en: reason))
            case .notAllowed(let reason): (409, ScreenText.forbiddenTitle, ScreenText(vi: reason, en: reason))
            case .sealed: (503, ScreenText.keyMissingTitle, ScreenText.keyMissing)
            case .failed: (503, ScreenText.failedTitle, ScreenText.failed)
            }
        return visit.page(visit.say(title), counts: nil, status: status) { page in
            page.element("h1", text: visit.say(title))
            page.element("p", text: visit.say(words))
            page.element("p") { page in
                page.element("a", .set("href", "/"), text: visit.say(.backHome))
            }
        }
    }
}
