import Foundation
import Glibc
import LocalServers
import Testing

/// What a newcomer does: start the demo, log in, open the hottest case, take it, close it, stop the demo.
///
/// Everything is real: the program as built, Dovecot with the sample letters, the feed server, Chromium.
@Suite struct DemoJourneyTests {
    @Test(
        .enabled(if: WebDriverClient.isInstalled, "needs the Debian packages chromium and chromium-driver"),
        .timeLimit(.minutes(20)))
    func officerOpensTheTopEscalationAndClosesIt() async throws {
        let demo = try await RunningDemo.start()
        do {
            try await journey(demo)
        } catch {
            await demo.stop()
            throw error
        }
        await demo.stop()
        #expect(demo.output().contains("Demo ended"))
        #expect(demo.exitStatus == 0)
    }

    private func journey(_ demo: RunningDemo) async throws {
        let browser = try await WebDriverClient.start()
        do {
            try await browser.go(to: demo.address)
            #expect(try await browser.address().hasSuffix("/dang-nhap"))
            try await browser.type("demo", into: "#ten")
            try await browser.type(demo.password, into: "#mat-khau")
            try await browser.follow(".log-in button")
            let before = try await browser.count("a.title")
            #expect(before > 5)
            let title = try await browser.text("a.title")
            try await browser.follow("a.title")
            #expect(try await browser.text("h1").contains(title))
            #expect(try await browser.count("mark") > 0)
            try await browser.follow("button[value=nhan]")
            try await browser.click("details.move:has(button[value=settle]) summary")
            try await browser.type("Đã cử tổ công tác xuống, ổn định.", into: "#ly_do-settle")
            try await browser.follow("button[value=settle]")
            #expect(try await browser.text("main").contains("Đã cử tổ công tác xuống, ổn định."))
            try await browser.go(to: demo.address + "diem-nong")
            #expect(try await browser.count("a.title") == before - 1)
            #expect(try await browser.text("a.title") != title)
            try await seeWhatTheOfficeHasDone(browser, demo)
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
    }

    /// Promises of every kind, and an answer that everybody may read.
    private func seeWhatTheOfficeHasDone(_ browser: WebDriverClient, _ demo: RunningDemo) async throws {
        try await browser.go(to: demo.address + "loi-hua")
        let promises = try await browser.text("main")
        for standing in ["Quá hạn chưa làm", "Đã làm đúng hạn", "Đang thực hiện", "Lắp năm bóng đèn"] {
            #expect(promises.contains(standing), "\(standing)")
        }
        try await browser.go(to: demo.address + "doi-thoai")
        #expect(try await browser.text("main").contains("Nhà văn hóa khu phố Thượng"))
        try await browser.go(to: demo.address + "bao-cao")
        #expect(try await browser.text("main").contains("Hài lòng"))
        try await browser.go(to: demo.address + "cong-khai")
        #expect(try await browser.text("main").contains("tiêm chủng"))
    }
}

/// `langnghe demo` as a child process with a data folder of its own.
private final class RunningDemo {
    private let process: Process
    private let folder: URL
    private let log: URL
    let address: String
    let password: String

    private init(process: Process, folder: URL, log: URL, address: String, password: String) {
        self.process = process
        self.folder = folder
        self.log = log
        self.address = address
        self.password = password
    }

    static func start() async throws -> RunningDemo {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let log = folder.appendingPathComponent("output")
        let process = try ChildProgram.start(
            try BuiltProgram.find(), ["demo", "--data", folder.appendingPathComponent("data").path, "--port", "0"],
            log: log)
        for _ in 0..<1200 where process.isRunning {
            let printed = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if let page = printed.firstMatch(of: /page +(http:\S+)/),
                let secret = printed.firstMatch(of: /Password +(\S+)\n/)
            {
                return RunningDemo(
                    process: process, folder: folder, log: log, address: String(page.1), password: String(secret.1))
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        let printed = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        kill(process.processIdentifier, SIGTERM)
        throw WebDriverClient.Failure(description: "The demo did not start; it said: \(printed)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func output() -> String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    var exitStatus: Int32 { process.isRunning ? -1 : process.terminationStatus }

    /// Ctrl-C, then a wait for the orderly end; the mail server's folder is removed.
    func stop() async {
        kill(process.processIdentifier, SIGINT)
        for _ in 0..<200 where process.isRunning { try? await Task.sleep(for: .milliseconds(100)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        let mail = try? String(contentsOf: folder.appendingPathComponent("data/mail-folder"), encoding: .utf8)
        if let mail { try? FileManager.default.removeItem(atPath: mail) }
    }
}
