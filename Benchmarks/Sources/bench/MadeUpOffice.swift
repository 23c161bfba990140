import Foundation
import GRDB
import HotSpots

/// An office of many years, written straight into the tables of a store that the product has made.
///
/// Queues, topics and communes follow Zipf's law, so do the syllables of the texts; old cases are mostly closed; one queue in
/// two thousand cases is rare. Written through the product, a million cases would take half an hour.
struct MadeUpOffice {
    /// The file `casework.sqlite`, which the product has made and closed.
    var path: String
    /// Number of cases.
    var cases: Int

    /// The queue that has one case in 2,000.
    static let rareQueue = "ton-giao"
    /// A queue that only named accounts read.
    static let closedQueue = "hang-doi-7"
    /// A commune of middling size.
    static let commune = "26040"
    /// Time between two cases.
    static let step: Int64 = 63_000
    private static let start: Int64 = 1_720_000_000_000
    private static let day: Int64 = 86_400_000

    /// When the last case came.
    var end: Int64 { Self.start + Int64(cases) * Self.step }

    /// Words of the texts with the most frequent first.
    static let syllables: [String] = {
        let heads = "b c d g h k l m n ph th tr ch nh ng v x s r t".split(separator: " ")
        let tails = "a ai an ang anh ao at au e en eo i ia ieu in inh o oa oi on ong u ua ui un uong uyen y".split(
            separator: " ")
        var random = RandomSequence(seed: 11)
        return heads.flatMap { head in tails.map { head + String($0) } }.shuffled(using: &random)
    }()

    /// Writes all cases.
    func make() throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        var writer = CaseWriter(office: self)
        for first in stride(from: 0, to: cases, by: 20_000) {
            try queue.write { database in
                for number in first..<min(first + 20_000, cases) { try writer.write(number, to: database) }
                // The watch is measured elsewhere.
                try database.execute(sql: "DELETE FROM watch_queue")
            }
        }
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
    }

    /// Writes one case after the other.
    private struct CaseWriter {
        let office: MadeUpOffice
        var random = RandomSequence(seed: 12)
        let queues = Zipf(count: 23, exponent: 1)
        let topics = Zipf(count: 30, exponent: 1)
        let communes = Zipf(count: 120, exponent: 0.7)
        let sentences: [String]
        let verdict: String

        init(office: MadeUpOffice) {
            self.office = office
            let words = Zipf(count: MadeUpOffice.syllables.count, exponent: 1)
            var random = RandomSequence(seed: 13)
            sentences = (0..<20_000).map { _ in
                (0..<12).map { _ in MadeUpOffice.syllables[words.draw(&random)] }.joined(separator: " ")
            }
            let scores = (0..<30).map { "\"linh-vuc-\($0)\":0.25" }.joined(separator: ",")
            let line = """
                {"group":"land","rule":"land.certificate","name":"Giấy chứng nhận","text":"sổ đỏ","field":"body",\
                "start":0,"end":9,"bans":1.6}
                """
            verdict = """
                {"topics":["land"],"scores":{\(scores)},"letterClass":"kien_nghi","hotspot":false,"alarms":[],\
                "severity":0,"cues":[],"evidence":[\(Array(repeating: line, count: 6).joined(separator: ","))],\
                "classEvidence":[],"contexts":[],"places":[],"place":{},"accented":true,"rulesHash":"abc"}
                """
        }

        mutating func write(_ number: Int, to database: Database) throws {
            let at = MadeUpOffice.start + Int64(number) * MadeUpOffice.step
            let position = at << 20
            let isOld = office.end - at > 120 * MadeUpOffice.day
            let chance = Double.random(in: 0..<1, using: &random)
            let state = chance < (isOld ? 0.95 : 0.3) ? "closed" : chance > 0.7 ? "new" : "in_progress"
            let isOpen = state != "closed"
            let isRare = Int.random(in: 0..<2_000, using: &random) == 0
            let rank = queues.draw(&random)
            let queue = isRare ? MadeUpOffice.rareQueue : "hang-doi-\(rank)"
            let kindChance = Int.random(in: 0..<50, using: &random)
            let kind = kindChance == 0 ? "survey" : kindChance < 5 ? "news" : "letter"
            let count = [1, 1, 2, 3][Int.random(in: 0..<4, using: &random)]
            let topics = Set((0..<count).map { _ in "linh-vuc-\(self.topics.draw(&random))" }).sorted()
            let hasPlace = Int.random(in: 0..<7, using: &random) > 0
            let commune = hasPlace ? "\(26_000 + communes.draw(&random))" : nil
            let isHot = Int.random(in: 0..<200, using: &random) == 0
            let term = [10, 30, 60, 90][Int.random(in: 0..<4, using: &random)]
            let due = isOpen && kind == "letter" ? at + Int64(term) * MadeUpOffice.day : nil
            let text =
                (0..<5).map { _ in sentences[Int.random(in: 0..<sentences.count, using: &random)] }
                .joined(separator: ". ") + " so\(number)"
            let title = String(text.prefix(60))
            let id = String(format: "%032d", number)
            try database.cachedStatement(
                sql: """
                    INSERT INTO cases (position, id, code, received_at, changed_at, state, queue, topics,
                        topics_confirmed, letter_class, title, channel, source, assignee, severity, raised_at,
                        escalation_severity, alarms, message_count, province_code, commune_code, kind, stage, due_at,
                        due_step, warns_from, counted)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 'kien_nghi', ?, 'email', ?, ?, 0, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?,
                        ?, 'f')
                    """
            ).execute(arguments: [
                position, id, TrackingDigits.code(number), at, at, state, queue,
                "[" + topics.map { "\"\($0)\"" }.joined(separator: ",") + "]", title,
                "nguon-\(Int.random(in: 0..<12, using: &random))",
                // Three officers for each queue.
                state == "new" ? nil : "can-bo-\(isRare ? 23 : rank)-\(Int.random(in: 0..<3, using: &random))",
                isHot ? at : nil,
                isHot ? Double.random(in: 0..<4, using: &random) : nil, isHot ? "[]" : nil, hasPlace ? "79" : nil,
                commune, kind, state == "new" ? "received" : isOpen ? "in_progress" : "settled", due,
                due.map { _ in "settle" }, due.map { $0 - 3 * MadeUpOffice.day },
            ])
            for topic in topics {
                try database.cachedStatement(sql: "INSERT INTO case_topic VALUES (?, ?, ?)")
                    .execute(arguments: [position, topic, isOpen])
            }
            try database.cachedStatement(sql: "INSERT INTO case_text (position, folded) VALUES (?, ?)")
                .execute(arguments: [position, text])
            try database.cachedStatement(sql: "INSERT INTO case_search (rowid, folded) VALUES (?, ?)")
                .execute(arguments: [position, text])
            let message = """
                {"item":"\(id)","source":"thu","channel":"email","kind":"\(kind == "survey" ? "survey" : "letter")",\
                "receivedAt":\(at),"references":[],"subject":"\(title)","body":"\(text)","attachments":[],"defects":[]}
                """
            try database.cachedStatement(
                sql: """
                    INSERT INTO message (item, position, opened, received_at, thread_key, content_key, size, message,
                        verdict)
                    VALUES (?, ?, 1, ?, randomblob(32), randomblob(32), ?, ?, ?)
                    """
            ).execute(arguments: [
                id, position, at, message.utf8.count + verdict.utf8.count, message, verdict,
            ])
            try database.cachedStatement(
                sql: """
                    INSERT INTO audit (at, actor, act, case_id, detail, hash)
                    VALUES (?, 'hệ thống', 'opened', ?, 'Mở hồ sơ cho tin từ nguồn «thu».', randomblob(32))
                    """
            ).execute(arguments: [at, id])
            if number > 0, Int.random(in: 0..<50, using: &random) == 0 {
                let other = (MadeUpOffice.start + Int64(Int.random(in: 0..<number, using: &random)) * MadeUpOffice.step)
                try database.cachedStatement(
                    sql: """
                        INSERT INTO case_link (quoting, quoted, state, suggested_at) VALUES (?, ?, 'suggested', ?)
                        """
                ).execute(arguments: [position, other << 20, at])
            }
            if Int.random(in: 0..<500, using: &random) == 0 {
                try database.cachedStatement(sql: "INSERT INTO told_queue (queue, position, at) VALUES (?, ?, ?)")
                    .execute(arguments: [
                        Int.random(in: 0..<10, using: &random) == 0
                            ? MadeUpOffice.rareQueue : "hang-doi-\(queues.draw(&random))", position, at,
                    ])
            }
        }
    }
}

/// Ranks drawn so that rank n comes with a chance of 1 / n to some power.
struct Zipf {
    private let sums: [Double]

    init(count: Int, exponent: Double) {
        var sum = 0.0
        sums = (1...count).map { rank in
            sum += 1 / pow(Double(rank), exponent)
            return sum
        }
    }

    /// A rank from 0.
    func draw(_ random: inout RandomSequence) -> Int {
        let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &random)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Tracking codes that count up.
enum TrackingDigits {
    private static let table = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]

    /// Nine digits, the last of them Damm's check digit.
    static func code(_ number: Int) -> String {
        let digits = String(10_000_000 + number)
        let check = digits.utf8.reduce(0) { table[$0][Int($1 - UInt8(ascii: "0"))] }
        return digits + String(check)
    }
}
