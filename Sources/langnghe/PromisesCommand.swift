import ArgumentParser
import Casework
import CivilCalendar
import Places
import SQLiteStore

/// `langnghe promises`: the ledger of promises on a terminal.
struct PromisesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promises", abstract: "What the office has promised citizens.", subcommands: [List.self])

    /// `langnghe promises list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List promises, the longest overdue first.")

        @OptionGroup var office: OfficeOptions
        @Flag(help: "Only those whose day has passed without proof.") var overdue = false
        @Option(help: "Only those of this body or officer.") var body: String?
        @Option(help: "Only those given in this unit of today: the code of a province or a commune.") var unit: String?
        @Flag(help: "JSON lines.") var json = false
        @Option(help: "At most so many.") var limit = 100

        func validate() throws {
            guard (1...100_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 100000.") }
        }

        func run() async throws {
            let store = try OfficeOptions.store(of: office.configuration())
            let today = LocalMoment(utcMilliseconds: Timestamp.now().rawValue).date
            let filter = PromiseFilter(
                on: today, standing: overdue ? .overdue : nil, body: body, unitCode: unit, limit: limit)
            for promise in try await store.promises(filter) {
                print(try json ? JSONLine.text(Line(promise, on: today)) : Self.line(promise, on: today))
            }
        }

        private static func line(_ promise: Promise, on today: CivilDate) -> String {
            [
                promise.id.rawValue, promise.standing(on: today).vietnameseName,
                promise.dueOn.map { "hạn \($0.vietnamese)" } ?? "không nêu hạn", TerminalText.clean(promise.body),
                TerminalText.clean(promise.what),
                promise.codes.isEmpty ? "" : "(" + promise.codes.map(\.description).joined(separator: ", ") + ")",
            ].joined(separator: "  ")
        }
    }

    /// A promise as a line of JSON; days in ISO 8601.
    private struct Line: Encodable {
        var id: String
        var standing: String
        var what: String
        var body: String
        var madeOn: String
        var dueOn: String?
        var place: String?
        var unitCode: String?
        var cases: [String]
        var dialogue: String?

        init(_ promise: Promise, on today: CivilDate) {
            id = promise.id.rawValue
            standing = promise.standing(on: today).rawValue
            what = promise.what
            body = promise.body
            madeOn = promise.madeOn.iso
            dueOn = promise.dueOn?.iso
            place = promise.place.shown
            unitCode = promise.place.today?.communeCode ?? promise.place.today?.provinceCode
            cases = promise.codes.map(\.description)
            dialogue = promise.dialogue?.rawValue
        }
    }
}
