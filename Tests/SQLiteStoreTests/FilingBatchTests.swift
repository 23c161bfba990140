import Casework
import Classification
import Foundation
import GRDB
import SQLiteStore
import Testing

/// Letters that are filed in one transaction: what the batch writes at its end is there as if each had come on its own.
@Suite struct FilingBatchTests {
    private let folder = TemporaryFolder()

    private static let petition = """
        Kính gửi Ủy ban nhân dân xã. Lò đốt rác chạy cả ban đêm, khói đen bay vào nhà dân, trẻ con ho suốt, người già phải \
        đóng cửa từ chập tối. Chúng tôi đã nói với tổ vận hành nhiều lần nhưng họ trả lời là làm theo lệnh của công ty. Đề \
        nghị xã cho dừng lò vào ban đêm và trả lời bằng văn bản cho các hộ xung quanh bãi rác.
        """

    private func file(_ messages: [Message], into store: SQLiteStore) async throws -> [TrackingCode] {
        let batch = messages.map {
            RoutedMessage(message: Sample.triaged($0, Sample.verdict(topics: ["environment"])), queue: "moi-truong")
        }
        return try await store.file(batch, at: Sample.time(100)).compactMap(\.code)
    }

    private func found(_ words: String, in store: SQLiteStore) async throws -> Set<TrackingCode> {
        Set(try await store.cases(CaseFilter(search: words)).map(\.trackingCode))
    }

    @Test func lettersOfOneBatchAreFoundByTheirWords() async throws {
        let store = try folder.store()
        let codes = try await file(
            (0..<20).map { number in
                // The newest comes first, so that cases are not opened in the order of their numbers.
                Sample.message(
                    "\(number)", sender: "nguoi\(number)@vidu.vn", body: "Mương số bờ\(number) bị vỡ.",
                    seconds: Int64(100 - number))
            }, into: store)
        #expect(Set(codes).count == 20)
        #expect(try await found("mương", in: store) == Set(codes))
        #expect(try await found("bờ7", in: store) == [codes[7]])
    }

    @Test func aLetterThatJoinsACaseOfItsOwnBatchAddsItsWordsOnce() async throws {
        let store = try folder.store()
        let codes = try await file(
            [
                Sample.message("1", body: "Cầu treo bị gãy.", messageID: "a@vidu.vn"),
                Sample.message("2", sender: "khac@vidu.vn", body: "Đèn đường tắt."),
                Sample.message(
                    "3", body: "Nay thêm hố sâu.", seconds: 5, messageID: "b@vidu.vn", references: ["a@vidu.vn"]),
            ], into: store)
        #expect(codes[0] == codes[2] && codes[0] != codes[1])
        for words in ["cầu treo", "hố sâu"] { #expect(try await found(words, in: store) == [codes[0]]) }
        #expect(try await found("đèn đường", in: store) == [codes[1]])
        // The index is what its texts say.
        let database = try DatabaseQueue(path: folder.path + "/casework.sqlite")
        try await database.write {
            try $0.execute(sql: "INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)")
        }
    }

    @Test func copiesInOneBatchAreSuggestedAsOneMatter() async throws {
        let store = try folder.store()
        let codes = try await file(
            (0..<3).map {
                Sample.message("\($0)", sender: "nguoi\($0)@vidu.vn", body: Self.petition + " Hộ số \($0).")
            },
            into: store)
        #expect(Set(try await store.links(of: codes[0]).map(\.other)) == [codes[1], codes[2]])
        let later = try await file(
            [Sample.message("9", sender: "nguoi9@vidu.vn", body: Self.petition, seconds: 9)], into: store)
        #expect(try await store.links(of: later[0]).map(\.other) == [codes[0]])
    }
}
