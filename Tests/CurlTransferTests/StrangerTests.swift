import Foundation
import LocalServers
import Synchronization
import Testing

@testable import CurlTransfer

/// Ways to make this machine speak to its own services and its neighbours, all of which must fail.
@Suite struct StrangerTests {
    /// A server on loopback that notes each connection: none may ever come.
    private final class Listener: Sendable {
        private let listener: LoopbackListener
        private let visits = Visits()

        var port: Int { listener.port }
        var count: Int { visits.count.load(ordering: .acquiring) }

        private final class Visits: Sendable {
            let count = Atomic<Int>(0)
        }

        init() throws {
            let visits = visits
            listener = try LoopbackListener { client in
                visits.count.add(1, ordering: .acquiringAndReleasing)
                LoopbackListener.say(client, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret")
            }
        }
    }

    private func error(_ request: HTTPRequest, from fetcher: HTTPFetcher) async -> TransferError? {
        var request = request
        // Refusals come at once; only a machine that has other things to do needs long.
        request.limits.connectTimeout = .seconds(60)
        request.limits.totalTimeout = .seconds(120)
        do throws(TransferError) {
            let response = try await fetcher.fetch(request)
            Issue.record("answered \(response.status): \(String(decoding: response.body.prefix(20), as: UTF8.self))")
            return nil
        } catch {
            return error
        }
    }

    /// What a request for a forbidden address may end as; never an answer, never a mere time-out.
    private func isRefusal(_ error: TransferError?) -> Bool {
        switch error {
        case .addressBlocked, .invalidRequest, .protocolViolation, .hostNotFound: true
        default: false
        }
    }

    @Test(arguments: [
        // Plain, and the spellings that inet_aton knows.
        "http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://2130706433:PORT/",
        "http://0x7f000001:PORT/", "http://0x7f.0.0.1:PORT/", "http://0x7F.1:PORT/", "http://017700000001:PORT/",
        "http://0177.0.0.1:PORT/", "http://0177.0.0x1:PORT/", "http://127.255.255.254:PORT/", "http://0:PORT/",
        "http://0.0.0.0:PORT/", "http://00000:PORT/", "http://127.0.0.1.:PORT/", "http://%31%32%37.0.0.1:PORT/",
        // IPv6, and IPv4 wrapped into it.
        "http://[::1]:PORT/", "http://[::]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::127.0.0.1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/",
        "http://[::ffff:0:127.0.0.1]:PORT/", "http://[64:ff9b::127.0.0.1]:PORT/", "http://[64:ff9b:1::7f00:1]:PORT/",
        "http://[2002:7f00:1::]:PORT/", "http://[2002:a00:1::1]:PORT/", "http://[2001:0:7f00:1::]:PORT/",
        "http://[fe80::1]:PORT/", "http://[fe80::1%25lo]:PORT/", "http://[fe80::1%25eth0]:PORT/",
        "http://[::1%25lo]:PORT/", "http://[fc00::1]:PORT/", "http://[fd00::1]:PORT/", "http://[ff02::1]:PORT/",
        // Neighbours and metadata.
        "http://10.0.0.1:PORT/", "http://172.16.0.1:PORT/", "http://192.168.1.1:PORT/", "http://100.64.0.1:PORT/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://2852039166/",
        "http://224.0.0.1:PORT/", "http://255.255.255.255:PORT/", "http://192.0.0.192:PORT/",
        // Names.
        "http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://localhost.:PORT/", "http://a.localhost:PORT/",
        "http://①②⑦.⓪.⓪.①:PORT/", "http://127。0。0。1:PORT/", "http://ｌｏｃａｌｈｏｓｔ:PORT/",
        // Tricks with the parts of an address.
        "http://example.vn@127.0.0.1:PORT/", "http://example.vn:80@127.0.0.1:PORT/", "http://:@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT\\@example.vn/", "http://127.0.0.1:PORT#@example.vn/",
        "http://127.0.0.1:PORT?@example.vn/", "http:///127.0.0.1:PORT/", "http:/127.0.0.1:PORT/",
        "http://127.0.0.1:PORT\t/", "http://\u{0}127.0.0.1:PORT/", "http://127.0.0.1:0/", "http://127.0.0.1:00000/",
        "http://127.0.0.1:99999/", "//127.0.0.1:PORT/", "127.0.0.1:PORT",
        // Other protocols.
        "gopher://127.0.0.1:PORT/_GET%20/", "dict://127.0.0.1:PORT/x", "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://127.0.0.1:PORT/", "telnet://127.0.0.1:PORT/", "ldap://127.0.0.1:PORT/", "smb://127.0.0.1/x",
        "scp://127.0.0.1/etc/passwd", "smtp://127.0.0.1:PORT/", "imap://127.0.0.1:PORT/", "mqtt://127.0.0.1:PORT/x",
        "jar:http://127.0.0.1:PORT/", "data:text/plain,x", "HTTP+UNIX://%2Fvar%2Frun%2Fdocker.sock/",
    ])
    func noSpellingReachesAForbiddenAddress(_ pattern: String) async throws {
        let listener = try Listener()
        let url = pattern.replacing("PORT", with: String(listener.port))
        let error = await error(HTTPRequest(url: url), from: try HTTPFetcher())
        #expect(isRefusal(error), "\(pattern): \(String(describing: error))")
        #expect(listener.count == 0)
        #expect(error?.description.contains("passwd") != true)
    }

    @Test(arguments: [
        "http://10.0.0.1/", "http://192.168.0.1/", "http://[fd00::1]/", "http://169.254.169.254/", "http://0.0.0.0/",
        "http://[::]/", "http://[fe80::1]/", "//10.0.0.1/", "//[::ffff:10.0.0.1]/", "http://167772161/",
        "http://0x0a000001/", "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/", "file:///etc/passwd",
        "gopher://127.0.0.1/", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "dict://127.0.0.1/", "data:,x",
        "http://%31%30.0.0.1/",
    ])
    func noRedirectLeadsThere(_ target: String) async throws {
        let server = try await WebServer.start()
        let fetcher = try HTTPFetcher(.init(addressPolicy: .thisMachine))
        let escaped = target.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? target
        let once = await error(HTTPRequest(url: server.url("/to?url=\(escaped)")), from: fetcher)
        #expect(isRefusal(once), "\(target): \(String(describing: once))")
        // And at the end of a chain.
        let chained = "/to?url=\(escaped)".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let twice = await error(HTTPRequest(url: server.url("/to?url=\(chained)")), from: fetcher)
        #expect(isRefusal(twice), "chain to \(target): \(String(describing: twice))")
        await server.stop()
    }

    @Test func aNameThatChangesItsAddressIsJudgedAnew() async throws {
        let server = try await WebServer.start()
        let fetcher = try HTTPFetcher(.init(addressPolicy: .thisMachine))
        func ask(_ address: String) async -> Result<Int, TransferError> {
            var request = HTTPRequest(url: "http://doi-dia-chi.example:\(server.port)/ok")
            request.resolution = "doi-dia-chi.example:\(server.port):\(address)"
            request.headers = [HTTPHeader("Connection", "close")]
            request.limits.connectTimeout = .seconds(60)
            do throws(TransferError) {
                return .success(try await fetcher.fetch(request).status)
            } catch {
                return .failure(error)
            }
        }
        #expect(await ask("127.0.0.1") == .success(200))
        for address in ["10.0.0.1", "169.254.169.254", "[fd00::1]", "[::ffff:192.168.0.1]", "0.0.0.0"] {
            guard case .failure(.addressBlocked) = await ask(address) else {
                Issue.record("\(address) was connected to")
                continue
            }
        }
        // Of several addresses at once only the permitted one is tried.
        #expect(await ask("10.0.0.1,127.0.0.1") == .success(200))
        await server.stop()
    }

    @Test func aConnectionOfOneTrustIsNotUsedByAnother() async throws {
        let server = try await WebServer.start()
        let office = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
        #expect(try await office.fetch(HTTPRequest(url: server.url("/ok"))).status == 200)
        let strangers = try HTTPFetcher()
        guard case .addressBlocked = await error(HTTPRequest(url: server.url("/ok")), from: strangers) else {
            Issue.record("the office's connection was used")
            return
        }
        await server.stop()
    }

    /// 50 MB (zstd: 4 MB) of zeros in a few hundred bytes.
    private static let bombs: [(String, String)] = [
        (
            "gzip+gzip",
            "H4sIAAAAAAACA+3cr05CYRzH4cOfwGQTCCaDBshWgmxaSAQDZucFcA2ejZEo3ASZxAXQ3LgAtVFojjHGDI559JwrML/v86Q3/+J37z5X01qSK1c+V6XS3yOd/Sx2tbMEAAAACFz6Ma7kY0Bynb31Hx4BAACA0D03zqvFKHB6urx3DgAAAAjepNdtFj8EDi+jqnMAAABA8C6+NnfFFvCaLVtD9wAAAIDgvQsGAAAAQFQEAwAAACAuggEAAAAQF8EAAAAAiIxgAAAAAMRFMAAAAADiMu912/kW0Dxmy5tBAgAAwP/t69vO+jbdf5d/ARh4nTTuvQAA"
        ),
        (
            "br",
            "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//8g9eD/8EQBwWAOig6wE="
        ),
        (
            "zstd",
            "KLUv/YBYAAk9AFQAABAAAAEA+/85wAICABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAANICAA="
        ),
    ]

    @Test(arguments: ["gzip+gzip", "br", "zstd"])
    func whatUnpacksToMoreThanTheLimitIsCutOff(_ coding: String) async throws {
        let server = try await WebServer.start()
        let data = try #require(Self.bombs.first { $0.0 == coding }?.1)
        let safe = data.replacing("/", with: "_").replacing("+", with: "-")
        var request = HTTPRequest(url: server.url("/coded/\(coding)/\(safe)"))
        request.limits.maximumBodyBytes = 100_000
        let fetcher = try HTTPFetcher(.init(addressPolicy: .thisMachine))
        guard case .tooLarge(_, limit: 100_000) = await error(request, from: fetcher) else {
            Issue.record("\(coding) was unpacked whole")
            return
        }
        await server.stop()
    }

    @Test func redirectsBeyondTheBoundAreNotFollowed() async throws {
        let server = try await WebServer.start()
        let fetcher = try HTTPFetcher(.init(addressPolicy: .thisMachine))
        var request = HTTPRequest(url: server.url("/moved/302/301"))
        request.limits.maximumRedirects = 1
        guard case .protocolViolation(_, let reason) = await error(request, from: fetcher) else {
            Issue.record("followed")
            return
        }
        #expect(reason.contains("redirect"))
        request.limits.maximumRedirects = 0
        let answer = try await fetcher.fetch(request)
        #expect(answer.status == 302 && answer.redirectURL == server.url("/moved/301/end"))
        await server.stop()
    }

    @Test(arguments: [
        ("/moved/301/end", "/ok"), ("/moved/308/301", "/ok"), ("/moved/301/302", "/moved/302/end"),
        ("/moved/302/301", nil), ("/moved/307/end", nil), ("/ok", nil),
    ])
    func onlyPermanentRedirectsAreToldAsPermanent(_ path: String, _ end: String?) async throws {
        let server = try await WebServer.start()
        let fetcher = try HTTPFetcher(.init(addressPolicy: .thisMachine))
        let answer = try await fetcher.fetch(HTTPRequest(url: server.url(path)))
        #expect(answer.permanentURL == end.map(server.url))
        #expect(answer.status == 200 && answer.redirectURL == nil)
        await server.stop()
    }
}
