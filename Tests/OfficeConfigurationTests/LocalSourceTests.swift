import Foundation
import MarkedYAML
import OfficeConfiguration
import Testing

/// Tables, folders, webhooks and the Open311 endpoint as an office writes them down.
@Suite struct LocalSourceTests {
    private func load(_ text: String) throws -> OfficeConfiguration {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("lo-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        return try OfficeConfiguration.load(file.path)
    }

    private func source(_ lines: String) throws -> OfficeConfiguration.Source.Kind {
        let indented = lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        return try #require(try load("data: d\nsources:\n  - name: a\n\(indented)\n").sources.first).kind
    }

    @Test func aTableNeedsAPathOnly() throws {
        guard case .table(let table) = try source("type: table\npath: /so") else {
            Issue.record("no table")
            return
        }
        #expect(table == .init(path: "/so", labels: .init(channel: "hotline", kind: "letter")))
    }

    @Test func aTableMayNameItsColumns() throws {
        let written = """
            type: table
            path: /so
            kind: survey
            sheet: Tháng 2
            hidden_rows: skip
            settle: 0
            columns: {content: Ý kiến, received: Ngày}
            """
        guard case .table(let table) = try source(written) else {
            Issue.record("no table")
            return
        }
        #expect(table.columns == ["content": "Ý kiến", "received": "Ngày"])
        #expect(table.sheet == "Tháng 2" && !table.readsHiddenRows && table.labels.kind == "survey")
    }

    @Test func aFolderMovesWhatIsStoredUnlessItIsToldToLeaveIt() throws {
        guard case .folder(let moving) = try source("type: folder\npath: /vao") else {
            Issue.record("no folder")
            return
        }
        #expect(moving.doneFolder == "/vao/done")
        guard case .folder(let leaving) = try source("type: folder\npath: /vao\nafter_storing: leave\ndepth: 0") else {
            Issue.record("no folder")
            return
        }
        #expect(leaving.doneFolder == nil && leaving.depth == 0)
    }

    @Test func aWebhookHasItsSecretInAFile() throws {
        guard
            case .webhook(let hook) = try source(
                "type: webhook\nhook: khao-sat\nsecret_file: /bi-mat\nsignature: body\nheader: Typeform-Signature")
        else {
            Issue.record("no webhook")
            return
        }
        #expect(hook.header == "typeform-signature" && hook.signature == .body && hook.secretFile == "/bi-mat")
    }

    @Test func theEndpointIsReadWithItsDefaults() throws {
        let service = try load("data: d\nopen311: {keys_file: /khoa, public_address: 'https://pa.vidu.vn/'}").open311
        #expect(service?.publicAddress == "https://pa.vidu.vn")
        #expect(service?.listing == "filed" && service?.classes == ["kien_nghi", "khac"])
        #expect(try load("data: d").open311 == nil)
    }

    @Test(
        arguments: [
            ("type: table", "needs the key path"), ("type: table\npath: /a\ncolumns: {noidung: x}", "noidung"),
            ("type: folder\npath: /a\nafter_storing: leave\ndone: /b", "remove one"),
            ("type: folder\npath: /a\ndepth: 99", "depth"),
            ("type: webhook\nhook: a", "needs the key secret_file"),
            ("type: webhook\nsecret_file: /a", "needs the key hook"),
            ("type: webhook\nsecret_file: /a\nhook: ../x", "small letters"),
            ("type: webhook\nsecret_file: /a\nhook: a\nsecret: b", "secret"),
        ])
    func mistakesAreToldWithTheirPlace(lines: String, words: String) {
        let problem = #expect(throws: YAMLProblem.self) { try source(lines) }
        #expect(problem?.description.contains(words) == true)
    }

    @Test func denunciationsCannotBeShownAndHooksAreUnique() {
        #expect(throws: YAMLProblem.self) { try load("data: d\nopen311: {keys_file: /k, classes: [to_cao]}") }
        #expect(throws: YAMLProblem.self) { try load("data: d\nopen311: {classes: [khac]}") }
        let two = "data: d\nsources:\n  - {name: a, type: webhook, hook: x, secret_file: /s}\n"
        #expect(throws: YAMLProblem.self) { try load(two + "  - {name: b, type: webhook, hook: x, secret_file: /s}") }
    }
}
