import Casework

// Entering by hand what people said or handed in.
extension ScreenText {
    static let entryTitle = ScreenText(vi: "Nhập tin", en: "Enter by hand")
    static let ownEntries = ScreenText(vi: "Tin tôi đã nhập", en: "What I have entered")
    static let noOwnEntries = ScreenText(vi: "Chưa nhập tin nào.", en: "Nothing entered yet.")
    static let entryLead = ScreenText(
        vi:
            "Ghi lại cuộc gọi, buổi tiếp công dân, đơn thư giấy hoặc tin nhóm Zalo. Tin được lưu ngay, rồi đọc và phân loại như mọi thư khác.",
        en:
            "Calls, receptions, paper letters and Zalo groups. What you send is stored at once, then read and sorted like every letter."
    )
    static let entryTopic = ScreenText(vi: "Về việc (một dòng)", en: "Subject (one line)")
    static let entryText = ScreenText(vi: "Nội dung", en: "Text")
    static let entryTextHint = ScreenText(
        vi: "Ghi đúng lời người dân. Đơn thư có bản chụp thì có thể bỏ trống.",
        en: "The person's own words. May stay empty when there is a scan.")
    static let entryPerson = ScreenText(vi: "Người gọi, người đến, người viết", en: "Who called, came or wrote")
    static let entryPersonHint = ScreenText(
        vi: "Bỏ trống nếu không biết. Thông tin này chỉ người xử lý được xem.",
        en: "Leave empty what is not known. Only who handles the case sees it.")
    static let personName = ScreenText(vi: "Họ và tên", en: "Full name")
    static let personAddress = ScreenText(vi: "Địa chỉ", en: "Address")
    static let personPhone = ScreenText(vi: "Điện thoại", en: "Telephone")
    static let personEmail = ScreenText(vi: "Thư điện tử", en: "E-mail")
    static let receivedDay = ScreenText(vi: "Ngày nhận", en: "Received on")
    static let receivedTime = ScreenText(vi: "Giờ nhận (nếu biết)", en: "At (if known)")
    static let receivedHint = ScreenText(
        vi: "Thời hạn tính từ ngày này.", en: "Terms count from this day.")
    static let registerNumber = ScreenText(vi: "Số công văn đến", en: "Register number")
    static let letterDate = ScreenText(vi: "Ngày ghi trên đơn", en: "Date on the letter")
    static let bookNumber = ScreenText(vi: "Số trong sổ tiếp công dân", en: "Number in the book of receptions")
    static let receptionHead = ScreenText(vi: "Người chủ trì tiếp", en: "Head of the reception")
    static let visitors = ScreenText(vi: "Số người đến", en: "People who came")
    static let scans = ScreenText(vi: "Bản chụp, tệp kèm theo", en: "Scans and files")
    static let scansHint = ScreenText(
        vi: "Tối đa 20 tệp, mỗi tệp 16 MB, tất cả 32 MB: PDF, ảnh, Word, Excel.",
        en: "At most 20 files, 16 MB each, 32 MB in all: PDF, pictures, Word, Excel.")
    static let sendEntry = ScreenText(vi: "Lưu và chuyển xử lý", en: "Store and pass on")
    static let chooseFilesAgain = ScreenText(
        vi: "Trình duyệt không giữ lại tệp đã chọn: xin chọn lại các tệp.",
        en: "Browsers do not keep chosen files: choose them again.")

    // What is wrong with a form.
    static let entryEmpty = ScreenText(
        vi: "Chưa có nội dung: ghi nội dung hoặc kèm bản chụp.",
        en: "Nothing was entered: write the text or add a scan.")
    static let entryTooLong = ScreenText(
        vi: "Một ô quá dài: nội dung tối đa 100.000 ký tự, các ô khác 300 ký tự.",
        en: "A field is too long: the text may have 100,000 characters, other fields 300.")
    static let receivedDayWrong = ScreenText(
        vi: "Ngày, giờ nhận không đúng: không được ở tương lai, không quá 30 năm trước.",
        en: "The day of receipt is wrong: not in the future, not more than 30 years ago.")
    static let letterDateWrong = ScreenText(
        vi: "Ngày ghi trên đơn không đúng: không được ở tương lai.",
        en: "The date on the letter is wrong: it may not lie in the future.")
    static let registerNumberMissing = ScreenText(
        vi: "Đơn thư giấy phải có số công văn đến.", en: "A paper letter needs its register number.")
    static let bookNumberMissing = ScreenText(
        vi: "Buổi tiếp công dân phải có số trong sổ tiếp công dân.",
        en: "A reception needs its number in the book of receptions.")
    static let participantsWrong = ScreenText(
        vi: "Số người đến phải là số từ 1 đến 100.000.", en: "The number of people must be from 1 to 100,000.")
    static let formUnreadable = ScreenText(
        vi: "Biểu mẫu gửi tới bị hỏng hoặc chưa gửi hết. Không có gì được lưu. Xin mở lại trang và gửi lại.",
        en: "The form came damaged or incomplete. Nothing was stored. Open the page again and send it once more.")
    static let tooManyFiles = ScreenText(
        vi: "Quá nhiều tệp hoặc ô trong một lần gửi (tối đa 20 tệp). Không có gì được lưu; xin chia thành nhiều lần.",
        en: "Too many files or fields at once (20 files at most). Nothing was stored; send them in several entries.")
    static let filesTooLarge = ScreenText(
        vi:
            "Tệp quá lớn: mỗi tệp tối đa 16 MB, tất cả 32 MB. Không có gì được lưu; xin chụp nhẹ hơn hoặc chia thành nhiều lần.",
        en: "Files are too large: 16 MB each, 32 MB in all. Nothing was stored; scan smaller or send several entries.")
    static let uploadsBusy = ScreenText(
        vi: "Đang có nhiều người gửi tệp cùng lúc. Không có gì được lưu; xin thử lại sau một phút.",
        en: "Several people are sending files right now. Nothing was stored; try again in a minute.")

    static func fileIsProgram(_ name: String) -> ScreenText {
        ScreenText(
            vi: "Tệp «\(name)» là chương trình, không phải đơn thư; không nhận tệp này.",
            en: "The file «\(name)» is a program and no letter; it is not taken.")
    }

    static func fileIsEmpty(_ name: String) -> ScreenText {
        ScreenText(vi: "Tệp «\(name)» rỗng; xin chọn lại.", en: "The file «\(name)» is empty; choose it again.")
    }

    static func name(of kind: EntryFacts.Kind) -> ScreenText {
        let english =
            switch kind {
            case .hotline: "Hotline call"
            case .walkIn: "Reception of citizens"
            case .paper: "Paper letter"
            case .zalo: "Zalo group"
            case .part: "Part of a letter"
            }
        return ScreenText(vi: kind.vietnameseName, en: english)
    }

    // What became of it.
    static let entryStored = ScreenText(vi: "Tin đã được lưu", en: "The entry is stored")
    static let entryWaiting = ScreenText(
        vi: "Đang đọc… Mã hồ sơ có sau vài giây.", en: "Being read… The case code comes within seconds.")
    static let lookAgain = ScreenText(vi: "Xem lại", en: "Look again")
    static let entryQuarantined = ScreenText(
        vi: "Không đọc được tin này; bản gốc vẫn còn trong mục «Thư chưa đọc được». Báo người quản lý.",
        en: "This entry could not be read; its original is kept under «Unreadable mail». Tell a lead.")
    static let entryJoined = ScreenText(
        vi: "Tin đã được nhập vào một hồ sơ có sẵn.", en: "The entry joined a case that was there already.")
    static let entryKnown = ScreenText(
        vi: "Phiếu này đã gửi trước đó; lần gửi lại không ghi thêm gì. Muốn bổ sung, xin nhập phiếu mới.",
        en: "This form had been sent before; sending it again changed nothing. To add something, fill in a new form.")
    static let openCase = ScreenText(vi: "Mở hồ sơ", en: "Open the case")
    static let enterAnother = ScreenText(vi: "Nhập tin khác", en: "Enter another")
    static let enteredAt = ScreenText(vi: "Nhập lúc", en: "Entered")
    static let entryKind = ScreenText(vi: "Loại tin", en: "Kind")
    static let entryCase = ScreenText(vi: "Hồ sơ", en: "Case")
    static let whatWasEntered = ScreenText(vi: "Nội dung đã nhập", en: "What was entered")

    // Zalo groups.
    static let zaloPaste = ScreenText(vi: "Dán tin nhắn của nhóm Zalo", en: "Paste messages of the Zalo group")
    static let zaloHint = ScreenText(
        vi: "Chọn các tin trong nhóm, sao chép rồi dán vào đây. Trang sau cho xem từng tin trước khi lưu.",
        en:
            "Select messages in the group, copy and paste them here. The next page shows each before anything is stored."
    )
    static let zaloSplit = ScreenText(vi: "Xem trước khi lưu", en: "Look before storing")
    static let zaloCheck = ScreenText(
        vi:
            "Mỗi tin được chọn mở một hồ sơ. Bỏ chọn tin không phải phản ánh; chọn «gộp với tin trên» khi một người nhắn nhiều tin cho một việc.",
        en:
            "Each chosen message opens a case. Leave out what is no feedback; choose «join with the one above» where one person wrote several messages on one matter."
    )
    static let zaloTake = ScreenText(vi: "Nhập tin này", en: "Enter this one")
    static let zaloJoin = ScreenText(vi: "Gộp với tin trên", en: "Join with the one above")
    static let zaloNobody = ScreenText(vi: "Không rõ người nhắn", en: "Unknown author")
    static let zaloNothing = ScreenText(
        vi: "Không có tin nào được chọn.", en: "No message was chosen.")
    static let zaloTooMany = ScreenText(
        vi: "Quá nhiều tin trong một lần dán (tối đa 100). Xin dán thành nhiều lần.",
        en: "Too many messages at once (100 at most). Paste them in several goes.")
}
