import Casework

// Dialogues, receptions and meetings.
extension ScreenText {
    static let dialogues = ScreenText(vi: "Đối thoại, tiếp dân", en: "Dialogues")
    static let dialoguesLead = ScreenText(
        vi: "Các buổi đối thoại, tiếp công dân, họp dân, tiếp xúc cử tri và những điều lãnh đạo đã hứa ở đó. "
            + "Không ghi tên, địa chỉ, số điện thoại của người dân.",
        en: "Dialogues, receptions and meetings, and what leaders promised there. No names or contacts of citizens.")
    static let dialoguesEmpty = ScreenText(vi: "Chưa ghi buổi nào.", en: "None has been entered yet.")
    static let newDialogue = ScreenText(vi: "Ghi một buổi mới", en: "Enter one")
    static let dialogueKind = ScreenText(vi: "Loại buổi", en: "Kind")
    static let dialogueDay = ScreenText(vi: "Ngày tổ chức", en: "Date")
    static let dialogueHead = ScreenText(
        vi: "Người chủ trì (chức vụ, có thể kèm họ tên)", en: "Who presided (office, with or without name)")
    static let dialogueHeadShort = ScreenText(vi: "Chủ trì", en: "Presided by")
    static let dialoguePlace = ScreenText(vi: "Nơi tổ chức", en: "Place")
    static let dialoguePlaceHint = ScreenText(
        vi: "Ví dụ: nhà văn hoá thôn Đoài, xã Cao Dương. Tên xã, phường cũ cũng được.",
        en: "For example a house of culture and its commune; former names are understood too.")
    static let participants = ScreenText(vi: "Số người dự", en: "Participants")
    static let dialogueContent = ScreenText(vi: "Nội dung chính", en: "What it was about")
    static let dialogueWord = ScreenText(vi: "Buổi", en: "Occasion")
    static let promiseCount = ScreenText(vi: "Lời hứa", en: "Promises")
    static let saveDialogue = ScreenText(vi: "Lưu buổi và các lời hứa", en: "Save with its promises")
    static let unknownCount = ScreenText(vi: "không đếm", en: "not counted")

    static func name(of kind: DialogueKind) -> ScreenText {
        let english =
            switch kind {
            case .dialogue: "Dialogue"
            case .regularReception: "Regular reception of citizens"
            case .urgentReception: "Reception at once"
            case .publicMeeting: "Meeting of residents"
            case .voterMeeting: "Meeting with voters"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    static func promisesOf(_ open: Int, of all: Int) -> ScreenText {
        ScreenText(vi: "\(all) (còn \(open) chưa xong)", en: "\(all) (\(open) open)")
    }
}

// The ledger of promises.
extension ScreenText {
    static let promises = ScreenText(vi: "Sổ lời hứa", en: "Promises")
    static let promisesEmpty = ScreenText(vi: "Không có lời hứa nào.", en: "There are none.")
    static let promiseWhat = ScreenText(vi: "Điều đã hứa (một câu)", en: "What was promised (one sentence)")
    static let promiseWhatShort = ScreenText(vi: "Điều đã hứa", en: "Promise")
    static let promiseBody = ScreenText(vi: "Nơi phải thực hiện", en: "Who has to do it")
    static let promiseDue = ScreenText(vi: "Hạn (để trống nếu không nêu)", en: "By when (empty when none was given)")
    static let promiseDueShort = ScreenText(vi: "Hạn", en: "By")
    static let noDateGiven = ScreenText(vi: "không nêu hạn", en: "no date given")
    static let promiseMade = ScreenText(vi: "Ngày hứa", en: "Promised on")
    static let promiseCases = ScreenText(
        vi: "Mã hồ sơ liên quan (nếu có, cách nhau bằng dấu phẩy)", en: "Codes of the cases, with commas between")
    static let promiseCasesShort = ScreenText(vi: "Hồ sơ", en: "Cases")
    static let promiseStanding = ScreenText(vi: "Tình trạng", en: "Standing")
    static let promiseHistory = ScreenText(vi: "Quá trình", en: "History")
    static let addPromise = ScreenText(vi: "Ghi thêm lời hứa", en: "Add a promise")
    static let savePromise = ScreenText(vi: "Lưu lời hứa", en: "Save the promise")
    static let relatedPromises = ScreenText(vi: "Lời hứa liên quan", en: "Promises about this case")
    static let suggestedPromise = ScreenText(
        vi: "Câu trả lời có thể chứa lời hứa. Kiểm tra câu và hạn rồi lưu.",
        en: "The answer may hold a promise. Check the sentence and the day, then save.")
    static let readAsDay = ScreenText(vi: "Chữ được hiểu là hạn:", en: "Read as the day:")
    static let proofText = ScreenText(vi: "Căn cứ: đã làm gì", en: "Proof: what was done")
    static let proofDocument = ScreenText(vi: "Số văn bản", en: "Document number")
    static let proofDay = ScreenText(vi: "Ngày thực hiện", en: "Day")
    static let proofCode = ScreenText(vi: "Mã hồ sơ làm căn cứ", en: "Code of a case that shows it")
    static let promiseReason = ScreenText(vi: "Lý do", en: "Reason")
    static let allPromises = ScreenText(vi: "Tất cả", en: "All")
    static let anyBody = ScreenText(vi: "Mọi nơi", en: "Everybody")
    static let fromDay = ScreenText(vi: "Hứa từ ngày", en: "Promised from")
    static let toDay = ScreenText(vi: "đến hết ngày", en: "until")
    static let promisePlace = ScreenText(vi: "Địa bàn", en: "Place")
    static let placeNotKnown = ScreenText(
        vi: "Không nhận ra địa bàn vừa nhập, nên chưa lọc theo địa bàn.",
        en: "The place is not known, so the list is not narrowed by it.")
    static let codeWrong = ScreenText(
        vi: "Có mã hồ sơ không đúng hoặc không tìm thấy. Mã gồm chín chữ số.",
        en: "A code is wrong or not found. Codes have nine digits.")
    static let ledgerDayWrong = ScreenText(vi: "Có ngày không hợp lệ.", en: "A day is not valid.")
    static let countWrong = ScreenText(
        vi: "Số người dự phải là một số nguyên.", en: "The number of participants must be a whole number.")
    static let dialogueSaved = ScreenText(vi: "Đã lưu.", en: "Saved.")

    static func promisesLead(overdue: Int) -> ScreenText {
        ScreenText(
            vi: "\(overdue) lời hứa quá hạn chưa làm. Lời hứa quá hạn lâu nhất ở trên cùng.",
            en: "\(overdue) overdue. The longest overdue is on top.")
    }

    static func promiseRow(_ number: Int) -> ScreenText {
        ScreenText(vi: "Lời hứa \(number)", en: "Promise \(number)")
    }

    static func name(of standing: PromiseStanding) -> ScreenText {
        let english =
            switch standing {
            case .overdue: "Overdue"
            case .dueSoon: "Due soon"
            case .running: "Running"
            case .kept: "Kept in time"
            case .keptLate: "Kept late"
            case .broken: "Broken"
            case .withdrawn: "Withdrawn"
            }
        return ScreenText(vi: standing.vietnameseName, en: english)
    }

    static func name(of move: PromiseMove) -> ScreenText {
        let english =
            switch move {
            case .keep: "Kept"
            case .breakIt: "Not kept"
            case .withdraw: "Withdraw"
            case .reopen: "Reopen"
            }
        return ScreenText(vi: move.vietnameseName, en: english)
    }
}
