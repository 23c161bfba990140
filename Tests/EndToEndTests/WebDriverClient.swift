import CurlTransfer
import Foundation
import Glibc
import LocalServers

/// A browser that a test steers: Chromium without a screen, through ChromeDriver, with a profile of its own.
///
/// Needs the Debian packages `chromium` and `chromium-driver`. Call ``quit()`` in the end: it ends both programs by
/// their own process and removes the profile.
///
/// > Source: W3C WebDriver (Recommendation), the commands of §8 to §17 that a test of forms needs.
final class WebDriverClient {
    /// What went wrong, in the driver's words.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let driver: Process
    private let folder: URL
    private let fetcher: HTTPFetcher
    private let base: String
    private var session = ""

    /// Seconds that ``find(_:)`` waits for an element.
    private static let patienceSeconds = 60

    private init(driver: Process, folder: URL, port: Int) throws {
        self.driver = driver
        self.folder = folder
        fetcher = try HTTPFetcher(.init(addressPolicy: .officeNetwork))
        base = "http://127.0.0.1:\(port)"
    }

    /// Whether the programs are there.
    static var isInstalled: Bool {
        ["/usr/bin/chromedriver", "/usr/bin/chromium"].allSatisfy(FileManager.default.isExecutableFile)
    }

    /// Starts a browser whose page area has this size in CSS pixels.
    static func start(width: Int = 1280, height: Int = 900) async throws -> WebDriverClient {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("langnghe-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let log = folder.appendingPathComponent("driver.log")
        let driver = try ChildProgram.start(
            URL(fileURLWithPath: "/usr/bin/chromedriver"), ["--port=0", "--log-level=SEVERE"], log: log)
        do {
            let client = try WebDriverClient(driver: driver, folder: folder, port: try await port(from: log))
            try await client.open()
            try await client.resize(width: width, height: height)
            return client
        } catch {
            await end(driver)
            try? FileManager.default.removeItem(at: folder)
            throw error
        }
    }

    /// Ends the browser and the driver and removes the profile.
    func quit() async {
        if !session.isEmpty { _ = try? await send(.delete, "", nil) }
        var request = HTTPRequest(url: "\(base)/shutdown")
        request.limits.totalTimeout = .seconds(3)
        _ = try? await fetcher.fetch(request)
        await Self.end(driver)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Ends the driver whether or not it listens.
    private static func end(_ driver: Process) async {
        for _ in 0..<40 where driver.isRunning { try? await Task.sleep(for: .milliseconds(50)) }
        if driver.isRunning { kill(driver.processIdentifier, SIGKILL) }
    }

    /// Opens an address and waits until it is loaded.
    func go(to url: String) async throws { _ = try await send(.post, "/url", ["url": url]) }

    /// The address of the page shown.
    func address() async throws -> String { try await text(of: send(.get, "/url", nil)) }

    /// The title of the page shown.
    func title() async throws -> String { try await text(of: send(.get, "/title", nil)) }

    /// The identifier of the first element that fits a CSS selector; waits for it.
    func find(_ selector: String) async throws -> String {
        let answer = try await send(.post, "/element", ["using": "css selector", "value": selector])
        guard let element = (answer as? [String: Any])?.values.first as? String else {
            throw Failure(description: "The driver named no element for \(selector).")
        }
        return element
    }

    /// Number of elements that fit a CSS selector now.
    func count(_ selector: String) async throws -> Int {
        let script = "return document.querySelectorAll(arguments[0]).length"
        let answer = try await send(.post, "/execute/sync", ["script": script, "args": [selector]])
        return (answer as? NSNumber)?.intValue ?? 0
    }

    /// Clicks an element that changes nothing but the page it stands on.
    func click(_ selector: String) async throws {
        let element = try await find(selector)
        _ = try await send(.post, "/element/\(element)/click", [String: String]())
    }

    /// Clicks a link or a form's button and waits until the old page is gone and the new one loaded.
    ///
    /// A click returns before the browser leaves the page; without waiting, the next command would see the old one.
    func follow(_ selector: String) async throws {
        let oldPage = try await find("html")
        try await click(selector)
        for _ in 0..<(Self.patienceSeconds * 20) {
            let isOld = (try? await send(.get, "/element/\(oldPage)/name", nil)) != nil
            let script: [String: Any] = ["script": "return document.readyState", "args": [String]()]
            if !isOld, try await send(.post, "/execute/sync", script) as? String == "complete" { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "Clicking \(selector) led to no other page within \(Self.patienceSeconds) seconds.")
    }

    /// Types into an element after emptying it.
    func type(_ text: String, into selector: String) async throws {
        let element = try await find(selector)
        _ = try await send(.post, "/element/\(element)/clear", [String: String]())
        _ = try await send(.post, "/element/\(element)/value", ["text": text])
    }

    /// The text of an element as a reader sees it.
    func text(_ selector: String) async throws -> String {
        let element = try await find(selector)
        return try await text(of: send(.get, "/element/\(element)/text", nil))
    }

    /// Gives the page area a size in CSS pixels, also smaller than a window can be.
    func resize(width: Int, height: Int) async throws {
        let size: [String: Any] = ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false]
        _ = try await send(
            .post, "/goog/cdp/execute", ["cmd": "Emulation.setDeviceMetricsOverride", "params": size])
    }

    /// Writes the visible part of the page to a PNG file.
    func screenshot(to path: String) async throws {
        let encoded = try await text(of: send(.get, "/screenshot", nil))
        guard let image = Data(base64Encoded: encoded) else {
            throw Failure(description: "The driver's screenshot is no Base64.")
        }
        try image.write(to: URL(fileURLWithPath: path))
    }

    /// The driver chooses a free port itself and prints it.
    private static func port(from log: URL) async throws -> Int {
        for _ in 0..<1200 {
            let printed = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if let match = printed.firstMatch(of: /started successfully on port (\d+)/), let port = Int(match.1) {
                return port
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(description: "ChromeDriver did not start within a minute.")
    }

    private func open() async throws {
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=vi",
            "--force-color-profile=srgb", "--hide-scrollbars",
            "--user-data-dir=\(folder.appendingPathComponent("profile").path)",
        ]
        let capabilities: [String: Any] = [
            "browserName": "chrome", "timeouts": ["implicit": Self.patienceSeconds * 1000],
            "goog:chromeOptions": ["binary": "/usr/bin/chromium", "args": arguments],
        ]
        let answer = try await send(.post, nil, ["capabilities": ["alwaysMatch": capabilities]])
        guard let session = (answer as? [String: Any])?["sessionId"] as? String else {
            throw Failure(description: "ChromeDriver opened no session.")
        }
        self.session = session
    }

    private func text(of answer: Any?) throws -> String {
        guard let text = answer as? String else { throw Failure(description: "The driver's answer is no text.") }
        return text
    }

    /// Sends a command; nil as path asks for a new session.
    private func send(_ method: HTTPRequest.Method, _ path: String?, _ body: [String: Any]?) async throws -> Any? {
        let url = path.map { "\(base)/session/\(session)\($0)" } ?? "\(base)/session"
        let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        var request = HTTPRequest(
            url: url, method: method, headers: [HTTPHeader("Content-Type", "application/json")],
            body: data.map { Array($0) })
        // A browser on a busy machine, with a slow disk, is slow to start and to load.
        request.limits.totalTimeout = .seconds(240)
        request.limits.lowSpeedTime = .seconds(240)
        let response = try await fetcher.fetch(request)
        let answer = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
        guard response.status == 200 else {
            let problem = answer?["value"] as? [String: Any]
            let words = problem?["message"] as? String ?? "status \(response.status)"
            throw Failure(description: "\(method.rawValue) \(path ?? "/session"): \(words)")
        }
        return answer?["value"]
    }
}
