import Casework
import CivilCalendar
import Foundation
import Intake
import SQLiteStore
import Testing

/// The register that an office kept by hand, taken into the ledger.
@Suite struct PromiseTableImportTests {
    private static let now = Timestamp(rawValue: 1_795_252_020_000)
    private static let today = LocalMoment(utcMilliseconds: now.rawValue).date

    private static let register = """
        SỔ THEO DÕI LỜI HỨA,,,,,,,
        STT,Loại buổi,Ngày hứa,Người chủ trì,Địa điểm,Điều đã hứa,Nơi thực hiện,Hạn thực hiện
        1,Đối thoại,10/11/2026,Chủ tịch UBND xã Mẫu,nhà văn hoá thôn Đoài,Nạo vét mương,UBND xã Mẫu,20/11/2026
        2,đối thoại,10/11/2026,Chủ tịch UBND xã Mẫu,nhà văn hoá thôn Đoài,Sửa đường,UBND xã Mẫu,trong quý I/2027
        3,Họp dân,11/11/2026,Bí thư chi bộ,,Lắp đèn,Công ty Mẫu,không nêu hạn
        4,Tiệc,11/11/2026,Bí thư chi bộ,,Việc khác,Công ty Mẫu,
        5,Họp dân,hôm nọ,Bí thư chi bộ,,Việc khác,Công ty Mẫu,
        6,Họp dân,11/11/2026,,,Việc khác,Công ty Mẫu,
        7,Họp dân,11/11/2026,Bí thư chi bộ,,Việc khác,,
        8,Họp dân,11/11/2026,Bí thư chi bộ,,Việc khác,Công ty Mẫu,bao giờ xong thì xong
        9,Họp dân,11/11/2026,Bí thư chi bộ,,Gọi 0912 345 678,Công ty Mẫu,
        ,,,,Tổng số,,,
        """

    private func withStore(_ test: (SQLiteStore, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore.open(folder: folder.appendingPathComponent("data").path)
        try await test(store, folder.appendingPathComponent("reading").path)
        try store.close()
    }

    @Test func rowsOfOneMeetingAreOneMeetingAndBadRowsAreToldByNumber() async throws {
        try await withStore { store, reading in
            let table = PromiseTableImport(store: store, workFolder: reading, actor: "lan")
            let summary = try await table.take(Array(Self.register.utf8), at: Self.now)
            #expect(summary.taken == 3 && summary.known == 0)
            #expect(summary.problems.count == 6, "\(summary.problems)")
            for (problem, start) in zip(summary.problems, 6...11) { #expect(problem.hasPrefix("Dòng \(start):")) }
            #expect(try await store.dialogueCount() == 2)
            let promises = try await store.promises(PromiseFilter(on: Self.today))
            #expect(promises.map(\.what) == ["Nạo vét mương", "Sửa đường", "Lắp đèn"])
            #expect(promises.map(\.dueOn?.iso) == ["2026-11-20", "2027-03-31", nil])
            #expect(promises.first?.standing(on: Self.today) == .overdue)
        }
    }

    @Test func aRegisterThatGrewIsTakenAgainWithoutDoubles() async throws {
        try await withStore { store, reading in
            let table = PromiseTableImport(store: store, workFolder: reading, actor: "lan")
            _ = try await table.take(Array(Self.register.utf8), at: Self.now)
            let grown =
                Self.register + "\n10,Đối thoại,10/11/2026,Chủ tịch UBND xã Mẫu,nhà văn hoá thôn Đoài,"
                + "Bắc cầu,UBND xã Mẫu,"
            let summary = try await table.take(Array(grown.utf8), at: Self.now.adding(seconds: 60))
            #expect(summary.taken == 1 && summary.known == 3)
            #expect(try await store.dialogueCount() == 2)
            #expect(try await store.promises(PromiseFilter(on: Self.today)).count == 4)
        }
    }

    @Test(arguments: ["", "a,b\n1,2\n", "\u{0}\u{1}", "%PDF-1.4"])
    func whatIsNoRegisterIsToldAndTakesNothing(text: String) async throws {
        try await withStore { store, reading in
            let table = PromiseTableImport(store: store, workFolder: reading, actor: "lan")
            let summary = try await table.take(Array(text.utf8), at: Self.now)
            #expect(summary.taken == 0 && !summary.problems.isEmpty)
            #expect(try await store.dialogueCount() == 0)
        }
    }
}
