import Casework
import CivilCalendar
import Places
import SQLiteStore

/// What the office of the demo has done with its letters: dialogues with promises, a citizen's opinion, a published answer.
///
/// Everything goes the way that an officer's forms go, and adding it again changes nothing. Days are counted from today, so that
/// one promise is always late and one always open.
struct DemoCasework {
    let lead: SQLiteStore
    let officer: SQLiteStore
    let leadName: String
    let officerName: String
    let now: Timestamp
    /// Reads a place name as a unit of today.
    let place: (String) -> PlaceToday?

    private var today: CivilDate { LocalMoment(utcMilliseconds: now.rawValue).date }

    /// Adds what is not there yet; a letter that the mailbox does not hold is passed over.
    func add() async throws {
        try await recordDialogues()
        if let code = try await letter("lùi về phía ngã tư") {
            try await close(
                code,
                because: "Sở Xây dựng đã kẻ thêm vạch sang đường và dời điểm dừng xe buýt về phía ngã tư 50 m.")
            try await recordOpinion(on: code)
        }
        if let code = try await letter("tiêm chủng mở rộng vào ngày nào") {
            try await close(code, because: "Đã trả lời công dân về lịch tiêm chủng mở rộng của trạm y tế xã.")
            try await publishAnswer(to: code)
        }
    }

    private func letter(_ words: String) async throws -> TrackingCode? {
        try await officer.cases(CaseFilter(search: words, limit: 1)).first?.trackingCode
    }

    // MARK: Promises

    private func recordDialogues() async throws {
        try await recordGarbageDialogue()
        let lamps = try await letter("bóng đèn năng lượng mặt trời")
        let reception = Dialogue(
            id: .make(at: now), kind: .regularReception, day: today.adding(days: -20),
            head: "Chủ tịch UBND phường Kinh Bắc",
            place: EventPlace(text: "Trụ sở tiếp công dân phường Kinh Bắc", today: place("phường Kinh Bắc")),
            participants: 14, content: "Đại diện ngõ 14 đề nghị lắp đèn chiếu sáng đoạn từ đầu chợ vào nhà văn hóa.",
            enteredBy: officerName, enteredAt: now)
        let lamp = promise(
            "Lắp năm bóng đèn năng lượng mặt trời ở ngõ 14", body: "UBND phường Kinh Bắc", due: 25,
            codes: [lamps].compactMap(\.self))
        _ = try await officer.record(reception, promises: [lamp], onceKey: "demo/kinh-bac", at: now)
    }

    private func recordGarbageDialogue() async throws {
        let dialogue = Dialogue(
            id: .make(at: now), kind: .dialogue, day: today.adding(days: -75),
            head: "Phó Chủ tịch UBND phường Đồng Nguyên",
            place: EventPlace(text: "Nhà văn hóa khu phố Thượng", today: place("phường Đồng Nguyên")),
            participants: 86,
            content: "Người dân khu phố Thượng phản ánh điểm tập kết rác quá tải, nước rỉ rác chảy ra đường.",
            enteredBy: officerName, enteredAt: now)
        let trips = promise(
            "Bố trí thêm hai chuyến xe chở rác mỗi tuần ở khu phố Thượng", body: "Công ty Môi trường đô thị", due: -45)
        let roof = promise(
            "Xây tường ngăn và mái che cho điểm tập kết rác đầu khu phố Thượng", body: "UBND phường Đồng Nguyên",
            due: -12)
        let id = try await officer.record(
            dialogue, promises: [trips, roof], onceKey: "demo/dong-nguyen", at: now)
        let recorded = try await officer.promises(PromiseFilter(on: today, dialogue: id))
        guard let kept = recorded.first(where: { $0.what == trips.what }), kept.state == .pending else { return }
        try await officer.act(
            PromiseAct(
                .keep,
                proof: PromiseProof(
                    text: "Đã ký phụ lục hợp đồng; xe chạy thêm chiều thứ Ba và thứ Sáu.", document: "118/BC-MTĐT",
                    day: today.adding(days: -50))),
            on: kept.id, actor: officerName, at: now, expecting: kept.steps.count)
    }

    private func promise(_ what: String, body: String, due days: Int, codes: [TrackingCode] = []) -> Promise {
        Promise(
            id: .make(at: now), what: what, body: body, madeOn: today, dueOn: today.adding(days: days), codes: codes,
            enteredBy: officerName, enteredAt: now)
    }

    // MARK: After closing

    private func close(_ code: TrackingCode, because outcome: String) async throws {
        let file = try await officer.caseFile(code).summary
        guard file.state != .closed else { return }
        if file.state == .new { try await officer.act(.take, on: code, actor: officerName, at: now) }
        try await officer.act(.close(reason: outcome), on: code, actor: officerName, at: now)
    }

    private func recordOpinion(on code: TrackingCode) async throws {
        guard try await officer.satisfaction(of: code) == nil else { return }
        try await officer.record(
            SatisfactionRecord(
                grade: .satisfied, way: .officer, day: today, remark: "Giờ tan học đã thông thoáng hơn.",
                actor: officerName, at: now), of: code)
    }

    /// One writes and another publishes, as the office's rule wants it.
    private func publishAnswer(to code: TrackingCode) async throws {
        let question =
            "Trạm y tế Cảnh Thụy tiêm chủng mở rộng vào ngày nào trong tháng? Trẻ lỡ mũi tiêm thì làm thế nào?"
        let answer = """
            Trạm y tế tiêm chủng mở rộng vào ngày 10 và ngày 25 hằng tháng, buổi sáng. Gia đình không phải đăng ký trước, \
            chỉ cần mang theo sổ tiêm chủng.

            Trẻ lỡ mũi vì sốt được tiêm bù ở buổi gần nhất sau khi khỏi; không phải tiêm lại từ đầu.
            """
        if try await officer.publication(of: code) == nil {
            let confirmed = try await officer.privateWords(in: question + "\n" + answer, of: code).map(\.words)
            try await officer.save(
                PublicationDraft(question: question, answer: answer, confirmed: confirmed), of: code,
                actor: officerName, at: now, expecting: nil)
        }
        guard let draft = try await lead.publication(of: code), draft.state == .draft else { return }
        try await lead.publish(code, actor: leadName, at: now, expecting: draft.revision)
    }
}
