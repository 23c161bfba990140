import VietnameseText

/// What somebody calls themselves where a name belongs: the head of a mail, the author of a comment, a field «họ tên».
///
/// Whatever stands there is a name by its place, also when it has not the shape of one: «Ong Thế Vượng», «J. Halloran»,
/// «Đất». Only what is plainly an office, a firm, or nobody («Ẩn danh») is none.
struct SenderNameReading {
    /// The names, each as its words; what stands in brackets or behind a dash is one of its own.
    private(set) var names: [[Syllable]] = []

    init(_ written: String) {
        for part in Self.parts(of: String(written.prefix(Self.longest))) {
            guard names.count < Self.mostParts, let name = Self.name(in: part) else { continue }
            names.append(name)
        }
    }

    /// A name without title; nil for offices, places and what names nobody.
    private static func name(in part: String) -> [Syllable]? {
        // An address is looked for as an address.
        guard !part.contains("@") else { return nil }
        let text = ScannedText(FoldedText(part))
        guard !text.words.isEmpty, !isOffice(text) else { return nil }
        var first = 0
        // «Ong Thế Vượng» is no «ông»: a title counts with its marks only, and only before another word.
        while case let title = titles.count(startingAt: first, in: text, isExact: true), title > 0,
            first + title < text.words.count, text.words[first + title].gap <= .light
        {
            first += title
        }
        let words = text.words[first...].prefix { !$0.isNumber }.prefix(mostWords)
        guard let head = words.first, words.contains(where: { $0.end - $0.start > 1 }),
            !(words.count == 1 && head.end - head.start < 2),
            nobody.count(startingAt: first, in: text) < words.count
        else { return nil }
        return Array(words)
    }

    private static func isOffice(_ text: ScannedText) -> Bool {
        if text.words.indices.contains(where: { firmWords.count(startingAt: $0, in: text) > 0 }) { return true }
        if collectives.count(startingAt: 0, in: text) > 0 { return true }
        if officeHeads.count(startingAt: 0, in: text, isExact: text.words[0].isBare) > 0 { return text.words.count > 1 }
        guard doubtfulHeads.count(startingAt: 0, in: text, isExact: text.words[0].isBare) > 0 else { return false }
        // «Ban Mai» and «Trường Giang» are people, «Ban Tiếp công dân» and «Báo TN» are not.
        guard text.words.count == 2 else { return text.words.count > 2 }
        return text.words[1].isUppercase && !text.words[0].isUppercase && text.words[1].end - text.words[1].start > 1
    }

    private static func parts(of written: String) -> [String] {
        var parts: [String] = [""]
        var previous: Character = " "
        let characters = Array(written)
        for (index, character) in characters.enumerated() {
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let isDash = "-–—".contains(character) && previous == " " && next == " "
            if isDash || "()[]{}<>|/;\"«»\u{201C}\u{201D}\n\t".contains(character) {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
            previous = character
        }
        return parts.filter { $0.contains { $0.isLetter } }
    }

    private static let longest = 200
    private static let mostParts = 4
    private static let mostWords = 6

    private static let titles = PhraseList(
        "ông,bà,anh,chị,cô,chú,bác,em,cháu,mr,mrs,ms,miss,dr,ts,ths,bs,ls,ks,gs,pgs,lm,cụ,thầy,dì,cậu")
    private static let officeHeads = PhraseList(
        """
        ubnd,ủy ban,uỷ ban,hđnd,sở,chi cục,cục,công ty,trung tâm,văn phòng,tổ dân phố,khu phố,chùa,giáo xứ,bệnh viện,công an,
        tòa án,toà án,hợp tác xã,doanh nghiệp,ngân hàng,xã,phường,huyện,tỉnh,thôn,ấp,xóm,tổ,khóm,buôn,cổng,hệ thống,tổng đài,
        đường dây nóng,mặt trận,đảng ủy,chi bộ,đoàn thanh niên,cử tri,thị trấn,thành phố,quận,nhà máy,cửa hàng,siêu thị,phản ánh,
        bưu điện,điện lực,công đoàn,hiệp hội,kho bạc,bảo hiểm,đại học,học viện,tập đoàn,tổng công ty,liên đoàn,câu lạc bộ,clb
        """)
    private static let doubtfulHeads = PhraseList("phòng,ban,hội,viện,trường,báo,đài,đội,khu")
    private static let firmWords = PhraseList(
        """
        ubnd,hđnd,tnhh,cty,htx,công ty,ltd,jsc,inc,company,dntn,noreply,no reply,donotreply,mailer daemon,mail delivery,delivery subsystem,postmaster,evn,vnpt,
        viettel,vietcombank,agribank,bank,group,corp,newsletter
        """)
    private static let collectives = PhraseList(
        "người dân,nhân dân,bà con,tập thể,cư dân,các hộ,hộ dân,một số,nhóm,dân phố,toàn thể,đại diện,một người,cựu chiến binh,chủ hộ"
    )
    private static let nobody = PhraseList(
        """
        ẩn danh,giấu tên,không tên,không rõ,không có,công dân,người dùng,khách,khách hàng,bạn đọc,người gửi,người phản ánh,dân,
        admin,user,guest,anonymous,no name,facebook user,facebook,zalo,zalo user,người dùng facebook,người dùng zalo,
        thành viên ẩn danh,người tham gia ẩn danh,tôi,me,n a,na,test,không,ko,k
        """)
}
