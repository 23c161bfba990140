import CivilCalendar

// Where letters go: the table, the reasons, who is in charge.
extension ScreenText {
    static let routingPage = ScreenText(vi: "Bảng chuyển xử lý", en: "Routing table")
    static let routingWord = ScreenText(vi: "Chuyển xử lý", en: "Routing")
    static let routingLead = ScreenText(
        vi:
            "Dòng đầu tiên phù hợp quyết định thư đi đâu. Thư tố cáo, khiếu nại một cơ quan không bao giờ tới hàng đợi của "
            + "cơ quan ấy.",
        en:
            "The first line that fits decides where a letter goes. A letter that accuses a body never reaches its queue."
    )
    static let unroutedMark = ScreenText(vi: "chưa có quy tắc chuyển", en: "no rule took it")
    static let noLine = ScreenText(
        vi: "Không dòng nào của bảng chuyển xử lý phù hợp; hồ sơ chờ ở hàng đợi chung.",
        en: "No line of the routing table fits; the case waits in the general queue.")
    static let showUnrouted = ScreenText(vi: "Chỉ xem những hồ sơ này", en: "Show these only")
    static let urgentMark = ScreenText(vi: "Khẩn", en: "Urgent")
    static let inCharge = ScreenText(vi: "Phụ trách", en: "In charge")
    static let owner = ScreenText(vi: "Người phụ trách", en: "Owner")
    static let substitutes = ScreenText(vi: "Người thay", en: "Substitutes")
    static let nobodyThere = ScreenText(vi: "chưa có ai, mọi người đều vắng", en: "nobody, all are away")
    static let wordsOfLetter = ScreenText(vi: "Từ ngữ trong thư", en: "Words of the letter")
    static let isHotSpot = ScreenText(vi: "Là điểm nóng", en: "A hot spot")
    static let isNoHotSpot = ScreenText(vi: "Không phải điểm nóng", en: "No hot spot")
    static let sourceWord = ScreenText(vi: "Nguồn tin", en: "Source")
    static let kindWord = ScreenText(vi: "Loại tin", en: "Kind")
    static let assignTo = ScreenText(vi: "Giao cho", en: "Give to")
    static let handovers = ScreenText(vi: "Đã giao cho", en: "Given to")
    static let conflictNote = ScreenText(
        vi: "Hồ sơ này tố cáo, khiếu nại một nơi đang có hàng đợi; không được chuyển về nơi đó.",
        en: "This case accuses a body that has a queue; it must not go there.")
    static let confirmConflict = ScreenText(
        vi: "Tôi là lãnh đạo và xác nhận chuyển hồ sơ tới nơi bị tố cáo, khiếu nại, với lý do ghi dưới đây.",
        en: "As a lead I confirm that the case goes to the body that it accuses, for the reason given below.")

    static func byLine(_ line: Int) -> ScreenText {
        ScreenText(vi: "Theo dòng \(line) của bảng chuyển xử lý:", en: "By line \(line) of the routing table:")
    }

    static func accusedQueue(_ name: String) -> ScreenText {
        ScreenText(vi: "\(name) (bị tố cáo, khiếu nại trong hồ sơ này)", en: "\(name) (accused in this case)")
    }

    static func keptAway(_ name: String, _ instead: String) -> ScreenText {
        ScreenText(
            vi: "Không chuyển tới «\(name)» vì hồ sơ tố cáo, khiếu nại nơi này; nơi nhận thay là «\(instead)».",
            en: "Kept away from «\(name)», which it accuses; «\(instead)» gets it instead.")
    }

    static func conflictLifted(_ name: String, _ actor: String) -> ScreenText {
        ScreenText(
            vi: "Hồ sơ tố cáo, khiếu nại «\(name)»; «\(actor)» đã xác nhận chuyển tới nơi này.",
            en: "The case accuses «\(name)»; «\(actor)» has confirmed that it goes there.")
    }

    static func standsInFor(_ owner: String) -> ScreenText {
        ScreenText(vi: "(thay «\(owner)» đang vắng)", en: "(stands in for «\(owner)», who is away)")
    }

    static func officerAway(_ officer: String, _ until: CivilDate) -> ScreenText {
        ScreenText(
            vi: "\(officer) (vắng đến \(until.vietnamese))", en: "\(officer) (away until \(until.vietnamese))")
    }

    static func handover(_ officer: String, _ day: String) -> ScreenText {
        ScreenText(vi: "«\(officer)», từ ngày \(day)", en: "«\(officer)», from \(day)")
    }

    static func takenOverFrom(_ officer: String) -> ScreenText {
        ScreenText(vi: "(nhận bàn giao từ «\(officer)»)", en: "(taken over from «\(officer)»)")
    }
}

// The page of the table.
extension ScreenText {
    static let routingLines = ScreenText(vi: "Các dòng đang áp dụng", en: "Lines in force")
    static let lineWord = ScreenText(vi: "Dòng", en: "Line")
    static let fitsWhen = ScreenText(vi: "Khi", en: "When")
    static let goesTo = ScreenText(vi: "Chuyển đến", en: "Goes to")
    static let toldAsWell = ScreenText(vi: "báo thêm", en: "told as well")
    static let firstInQueue = ScreenText(vi: "đứng đầu hàng đợi", en: "first in its queue")
    static let everything = ScreenText(vi: "mọi thư", en: "everything")
    static let notInForce = ScreenText(vi: "chưa hoặc không còn áp dụng", en: "not in force")
    static let remainder = ScreenText(vi: "Thư không dòng nào nhận", en: "What no line takes")
    static let closedQueue = ScreenText(
        vi: "chỉ người được chỉ định", en: "named accounts only")
    static let ofBody = ScreenText(vi: "thuộc", en: "belongs to")
    static let superiorWord = ScreenText(vi: "cấp trên", en: "above it")
    /// Closed queues that nobody is named for.
    static func unnamedQueues(_ names: [String]) -> ScreenText {
        ScreenText(
            vi:
                "Chưa ghi ai được đọc: \(names.joined(separator: ", ")). Hàng đợi này chỉ mở cho người được ghi tên; cho đến khi "
                + "«owner» trong rules/routing.yaml ghi tên tài khoản cán bộ phụ trách, chỉ lãnh đạo đọc được.",
            en:
                "Nobody is named to read: \(names.joined(separator: ", ")). Only named accounts may read such a queue; until "
                + "«owner» in rules/routing.yaml names the account of an officer, leads alone read it.")
    }

    static let leadsOnly = ScreenText(vi: "Chỉ lãnh đạo đọc, vì chưa ghi ai", en: "Leads only, as nobody is named yet")
    static let ownerMissing = ScreenText(
        vi: "chưa có tài khoản này", en: "there is no such account")
    static let contactWord = ScreenText(vi: "Nơi nhận đôn đốc", en: "Reminders to")
    static let tryLetter = ScreenText(vi: "Thử một lá thư", en: "Try a letter")
    static let tryLetterLead = ScreenText(
        vi: "Dán một đoạn thư để xem thư ấy sẽ đi đâu và vì sao. Đoạn thư không được lưu lại.",
        en: "Paste a letter to see where it would go and why. It is not kept.")
    static let letterText = ScreenText(vi: "Nội dung thư", en: "Text of the letter")
    static let tryIt = ScreenText(vi: "Xem thư đi đâu", en: "See where it goes")
    static let trialResult = ScreenText(vi: "Thư này sẽ đi đâu", en: "Where this letter goes")
    static let tooLongToTry = ScreenText(
        vi: "Đoạn thư để trống hoặc dài quá 6.000 ký tự.", en: "The text is empty or longer than 6,000 characters.")
    static let cannotTry = ScreenText(
        vi: "Không thử được vì trang này chạy không có quy tắc.", en: "Cannot try: this page runs without rules.")
    static let accusedWords = ScreenText(vi: "Từ ngữ nêu nơi này", en: "Words that name it")
    static let absencesWord = ScreenText(vi: "Lịch vắng mặt", en: "Absences")
    static let noAbsences = ScreenText(vi: "Chưa ghi ai vắng mặt.", en: "Nobody is entered as away.")
    static let absentOfficer = ScreenText(vi: "Tên tài khoản", en: "User name")
    static let firstDay = ScreenText(vi: "Từ ngày", en: "From")
    static let lastDay = ScreenText(vi: "Đến hết ngày", en: "To")
    static let enterAbsence = ScreenText(vi: "Ghi vắng mặt", en: "Enter the absence")
    static let endAbsence = ScreenText(vi: "Bỏ", en: "Remove")
    static let absenceDone = ScreenText(vi: "Đã ghi lịch vắng mặt.", en: "The absence is entered.")
    static let absenceEnded = ScreenText(vi: "Đã bỏ lịch vắng mặt.", en: "The absence is removed.")
    static let validFrom = ScreenText(vi: "từ", en: "from")
    static let validUntil = ScreenText(vi: "đến hết", en: "to")
    static let isExcept = ScreenText(vi: "trừ khi gặp", en: "unless it meets")
}
