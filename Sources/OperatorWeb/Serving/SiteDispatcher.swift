import Casework
import Logging
import Reporting

/// The way of every request: who is it, may they, does the form come from us, then the page.
struct SiteDispatcher: Sendable {
    let parts: SiteParts

    /// Answers a request for a route, or for no route at all.
    func answer(_ request: PageRequest, for route: Route?) async -> PageAnswer {
        let now = parts.clock()
        let broughtToken = request.cookies[SiteCookie.Name.visitor.rawValue].flatMap { token in
            SecretToken.isWellFormed(token) ? token : nil
        }
        let visitorToken = broughtToken ?? SecretToken.make()
        let (visit, storeFailed) = await visit(request, now: now, visitorToken: visitorToken)
        let answer = storeFailed ? ProblemPage.answer(.failed, visit) : await respond(visit, route)
        guard visit.session == nil, broughtToken == nil, answer.isPage else { return answer }
        return answer.setting(
            SiteCookie(
                name: .visitor, value: visitorToken, maxAge: SecretToken.sessionSeconds,
                isSecure: visit.hasSecureCookies))
    }

    /// Whether a request comes with a session that is good, so that a large body may be taken from it.
    func hasSession(_ request: PageRequest) async -> Bool {
        let (visit, storeFailed) = await visit(request, now: parts.clock(), visitorToken: SecretToken.make())
        return !storeFailed && visit.session != nil
    }

    /// Answers a request whose form cannot be taken, whatever its route.
    func answer(_ request: PageRequest, problem: PageProblem) async -> PageAnswer {
        let (visit, _) = await visit(request, now: parts.clock(), visitorToken: SecretToken.make())
        return ProblemPage.answer(problem, visit)
    }

    /// Answers a request whose form was larger than allowed, whatever its route.
    func answerTooLarge(_ request: PageRequest) async -> PageAnswer {
        let (visit, _) = await visit(request, now: parts.clock(), visitorToken: SecretToken.make())
        return ProblemPage.answer(.tooLarge, visit)
    }

    private func respond(_ visit: Visit, _ route: Route?) async -> PageAnswer {
        guard let route else { return ProblemPage.answer(.notFound, visit) }
        if route.isPost {
            let token = visit.request.form["ma_bieu_mau"] ?? ""
            guard CrossSiteGuard.allows(visit.request) else { return ProblemPage.answer(.forbidden, visit) }
            if route.access != .everyone, visit.session == nil { return LogInPages.askToLogIn(visit) }
            guard ConstantTime.equal(token, visit.formToken) else { return ProblemPage.answer(.forbidden, visit) }
        } else if route.access != .everyone, visit.session == nil {
            return LogInPages.askToLogIn(visit)
        }
        if case .having(let right) = route.access, !visit.may(right) { return ProblemPage.answer(.notFound, visit) }
        if visit.mustChangePassword, route.access != .everyone, !route.isForTemporaryPassword {
            return .redirect(LocalPath(OwnAccountPages.path))
        }
        do {
            return try await route.answer(visit)
        } catch let problem as PageProblem {
            return ProblemPage.answer(problem, visit)
        } catch let error as StoreError {
            return ProblemPage.answer(problem(for: error), visit)
        } catch {
            parts.logger.error("page failed", metadata: ["path": "\(route.path)", "error": "\(error)"])
            return ProblemPage.answer(.failed, visit)
        }
    }

    private func problem(for error: StoreError) -> PageProblem {
        switch error {
        case .noSuchCase, .noSuchItem: return .notFound
        case .notAllowed(let reason): return .notAllowed(reason: reason)
        case .changedMeanwhile(let reason): return .changedMeanwhile(reason: reason)
        case .sealed:
            parts.logger.error("a seal cannot be opened", metadata: ["error": "\(error)"])
            return .sealed
        case .cannotOpen, .diskFull, .failed, .accountExists:
            parts.logger.error("store failed", metadata: ["error": "\(error)"])
            return .failed
        }
    }

    /// Finds out who it is; the second value tells that the store could not say.
    private func visit(_ request: PageRequest, now: Timestamp, visitorToken: String) async -> (Visit, Bool) {
        let vocabulary = parts.vocabulary()
        var session: Session?
        var name = ""
        var reader = Reader.nobody
        var mustChangePassword = false
        var failed = false
        if let token = request.cookies[SiteCookie.Name.session.rawValue], SecretToken.isWellFormed(token) {
            do {
                session = try await parts.store.session(tokenHash: SecretToken.hash(token), at: now)
                if let user = session?.user, let account = try await parts.store.account(named: user), account.isActive
                {
                    name = account.displayName
                    reader = account.reader(of: vocabulary.routing)
                    mustChangePassword = account.mustChangePassword
                } else {
                    // Whoever's account is gone has no session any more, whatever the browser brings.
                    session = nil
                }
            } catch {
                parts.logger.error("store failed", metadata: ["error": "\(error)"])
                failed = true
            }
        }
        let chosen = request.cookies[SiteCookie.Name.language.rawValue].flatMap { Language(rawValue: $0) }
        let visit = Visit(
            parts: parts, request: request, now: now, vocabulary: vocabulary, language: chosen ?? .vietnamese,
            formToken: session?.csrfToken ?? visitorToken, session: session, displayName: name, reader: reader,
            store: parts.store.seen(by: reader), mustChangePassword: mustChangePassword)
        return (visit, failed)
    }
}

extension PageAnswer {
    /// Whether the body is a page, which may hold forms.
    var isPage: Bool { headers.contains { $0.name == "Content-Type" && $0.value.hasPrefix("text/html") } }
}
