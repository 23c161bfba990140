import CurlTransfer
import Foundation
import LocalServers
import Testing

@Suite struct HTTPFetcherTests {
    let office: HTTPFetcher

    init() throws {
        office = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
    }

    private func failure(
        _ url: String, from fetcher: HTTPFetcher? = nil, _ change: (inout HTTPRequest.Limits) -> Void = { _ in }
    ) async -> TransferError? {
        var request = HTTPRequest(url: url)
        change(&request.limits)
        do throws(TransferError) {
            let response = try await (fetcher ?? office).fetch(request)
            Issue.record("answered \(response.status)")
            return nil
        } catch {
            #expect(error.description.hasSuffix("."))
            return error
        }
    }

    @Test func fetchesStatusFieldsAndBody() async throws {
        let server = try await WebServer.start()
        let response = try await office.fetch(HTTPRequest(url: server.url("/ok")))
        #expect(response.status == 200)
        #expect(response.header("content-TYPE") == "text/plain; charset=utf-8")
        #expect(String(decoding: response.body, as: UTF8.self) == "Phản ánh")
        #expect(response.effectiveURL == server.url("/ok"))
        #expect(try await office.fetch(HTTPRequest(url: server.url("/none"))).status == 404)
        await server.stop()
    }

    @Test func asksOnlyForWhatChanged() async throws {
        let server = try await WebServer.start()
        var request = HTTPRequest(url: server.url("/etag"))
        request.askOnlyIfChanged(entityTag: "\"v1\"", lastModified: nil)
        let response = try await office.fetch(request)
        #expect(response.status == 304 && response.body.isEmpty)
        await server.stop()
    }

    @Test func postsABodyUnchanged() async throws {
        let server = try await WebServer.start()
        let body = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let response = try await office.fetch(
            HTTPRequest(
                url: server.url("/echo"), method: .post, headers: [.init("Content-Type", "application/x")], body: body))
        #expect(response.body == body && response.header("content-type") == "application/x")
        let empty = try await office.fetch(HTTPRequest(url: server.url("/echo"), method: .post, body: []))
        #expect(empty.status == 200 && empty.body.isEmpty)
        await server.stop()
    }

    @Test(arguments: ["/fixed/2000000", "/chunked/200"])
    func stopsABodyAboveTheLimit(_ path: String) async throws {
        let server = try await WebServer.start()
        let error = await failure(server.url(path)) { $0.maximumBodyBytes = 1_000_000 }
        guard case .tooLarge(_, limit: 1_000_000) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isRetryable == false)
        let exact = HTTPRequest(url: server.url("/fixed/10000000"))
        #expect(try await office.fetch(exact).body.count == 10_000_000)
        await server.stop()
    }

    @Test func stopsAFloodOfHeaderFields() async throws {
        let server = try await WebServer.start()
        guard case .tooLarge(_, limit: 65_536) = await failure(server.url("/flood")) else {
            Issue.record("not stopped")
            return
        }
        await server.stop()
    }

    @Test func followsARedirectAndSaysWhereItLed() async throws {
        let server = try await WebServer.start()
        let response = try await office.fetch(HTTPRequest(url: server.url("/once")))
        #expect(response.status == 200 && response.effectiveURL == server.url("/ok"))
        await server.stop()
    }

    @Test func leavesARedirectLoop() async throws {
        let server = try await WebServer.start()
        guard case .protocolViolation(_, let reason) = await failure(server.url("/loop")) else {
            Issue.record("not left")
            return
        }
        #expect(reason == "it redirects without end")
        await server.stop()
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://example.vn/", "gopher://127.0.0.1/", "http://u:p@127.0.0.1/"])
    func refusesRedirectsToOtherKindsOfAddress(_ target: String) async throws {
        let server = try await WebServer.start()
        guard case .protocolViolation = await failure(server.url("/to?url=\(target)")) else {
            Issue.record("followed")
            return
        }
        await server.stop()
    }

    @Test(arguments: ["http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[fe80::1]/"])
    func refusesRedirectsToBlockedAddresses(_ target: String) async throws {
        let server = try await WebServer.start()
        let error = await failure(server.url("/to?url=\(target)"))
        guard case .addressBlocked = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await server.stop()
    }

    @Test(arguments: [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "0.0.0.0", "0", "169.254.169.254", "10.0.0.1", "192.168.0.1", "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "127.0.0.1.", "①②⑦.⓪.⓪.①",
    ])
    func thePublicPolicyBlocksEverySpellingOfAPrivateAddress(_ host: String) async throws {
        let server = try await WebServer.start()
        let fetcher = try HTTPFetcher()
        let error = await failure("http://\(host):\(server.port)/ok", from: fetcher) { $0.connectTimeout = .seconds(3) }
        switch error {
        case .addressBlocked: break
        // A spelling that is no address at all is as good as blocked.
        case .hostNotFound where host.hasSuffix(".") || !host.utf8.allSatisfy { $0 < 0x80 }: break
        case .invalidRequest where !host.utf8.allSatisfy { $0 < 0x80 }: break
        case .protocolViolation where !host.utf8.allSatisfy { $0 < 0x80 }: break
        default: Issue.record("\(String(describing: error))")
        }
        await server.stop()
    }

    @Test func aSlowServerTimesOut() async throws {
        let server = try await WebServer.start()
        let error = await failure(server.url("/slow")) { $0.totalTimeout = .milliseconds(500) }
        guard case .timedOut = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isRetryable == true)
        let trickle = await failure(server.url("/slow")) { limits in
            limits.lowSpeedTime = .seconds(1)
            limits.totalTimeout = .seconds(15)
        }
        guard case .timedOut = trickle else {
            Issue.record("\(String(describing: trickle))")
            return
        }
        await server.stop()
    }

    @Test func cancellingTheTaskEndsTheTransfer() async throws {
        let server = try await WebServer.start()
        let url = server.url("/slow")
        let clock = ContinuousClock()
        let begin = clock.now
        let task = Task { [office] in try await office.fetch(HTTPRequest(url: url)) }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        let result = await task.result
        guard case .failure(let error as TransferError) = result, case .cancelled = error else {
            Issue.record("\(result)")
            return
        }
        // Long before the request's own time is up, however busy the machine.
        #expect(clock.now - begin < .seconds(20))
        await server.stop()
    }

    @Test func manyRequestsAtOnceAndSomeCancelled() async throws {
        let server = try await WebServer.start()
        let url = server.url("/ok")
        let answered = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask { [office] in
                    let task = Task { try await office.fetch(HTTPRequest(url: url)).status == 200 }
                    if index % 3 == 0 { task.cancel() }
                    return (try? await task.value) ?? false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(answered >= 66)
        await server.stop()
    }

    @Test func nothingListeningAndNoSuchName() async throws {
        let refused = await failure("http://127.0.0.1:1/")
        guard case .connectionFailed = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        let unknown = await failure("http://khong-co-may-nay.invalid/")
        guard case .hostNotFound = unknown else {
            Issue.record("\(String(describing: unknown))")
            return
        }
        #expect(unknown?.description.contains("khong-co-may-nay.invalid") == true)
    }

    @Test(arguments: [
        "", "example", "file:///etc/passwd", "ftp://a.vn/", "http://", "http://u:secret@a.vn/", "http://a b/",
    ])
    func whatIsNoWebAddressIsNotTried(_ url: String) async throws {
        let error = await failure(url) { $0.connectTimeout = .seconds(2) }
        guard case .invalidRequest = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("secret") == false)
    }

    @Test(arguments: [("X", "a\r\nEvil: 1"), ("X\r\nEvil", "1"), ("X:Y", "1"), ("", "1"), ("X", "a\0b")])
    func headerFieldsCannotSmuggleOthers(_ name: String, _ value: String) async throws {
        let request = HTTPRequest(url: "http://127.0.0.1:1/", headers: [.init(name, value)])
        await #expect(throws: TransferError.self) { try await office.fetch(request) }
        do throws(TransferError) {
            _ = try await office.fetch(request)
        } catch {
            guard case .invalidRequest = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func fileServerGivesTagsAndNoFilesFromOutside() async throws {
        let server = try await FileServer(.texts(["/feed.xml": "<rss/>"]))
        let first = try await office.fetch(HTTPRequest(url: server.url("/feed.xml")))
        #expect(first.status == 200 && first.header("content-type") == "application/xml")
        var again = HTTPRequest(url: server.url("/feed.xml"))
        again.askOnlyIfChanged(entityTag: first.header("etag"), lastModified: nil)
        #expect(try await office.fetch(again).status == 304)
        await server.stop()
        let folder = try await FileServer(.folder(URL(fileURLWithPath: "/usr/share/doc")))
        #expect(try await office.fetch(HTTPRequest(url: folder.url("/%2e%2e/%2e%2e/%2e%2e/etc/passwd"))).status == 404)
        await folder.stop()
    }
}
