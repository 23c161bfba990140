import VietnameseText

/// The words that tell what a number near them is.
enum NumberCue: CaseIterable {
    case phone
    case identity
    case account
    /// A word that only suggests an account: "chuyển khoản", the name of a bank.
    case bank
    /// The number of a document, a case, a bill: nothing personal.
    case code

    /// The nearest cue before a word, in the same sentence and with no other long number between.
    static func nearest(before index: Int, in text: ScannedText) -> (cue: NumberCue, words: Range<Int>)? {
        var last = index - 1
        while last >= 0, last >= index - 8 {
            if text.endsSentence(before: last + 1, headOf: index) { return nil }
            let word = text.words[last]
            if word.isNumber {
                if word.end - word.start >= 5 { return nil }
            } else {
                for cue in allCases where last >= index - cue.reach {
                    let length = cue.phrases.count(endingAt: last, in: text)
                    if length > 0 { return (cue, (last + 1 - length)..<(last + 1)) }
                }
            }
            last -= 1
        }
        return nil
    }

    /// How many words may stand between the cue and the number, the cue's last word included.
    private var reach: Int {
        switch self {
        case .account: 8
        case .bank, .identity: 6
        case .phone: 5
        case .code: 4
        }
    }

    var phrases: PhraseList {
        switch self {
        case .phone: Self.phonePhrases
        case .identity: Self.identityPhrases
        case .account: Self.accountPhrases
        case .bank: Self.bankPhrases
        case .code: Self.codePhrases
        }
    }

    private static let phonePhrases = PhraseList(
        """
        điện thoại,điên thoai,đt,dt,sđt,sdt,đtdđ,đtcđ,dđ,di động,tel,phone,fone,mobile,zalo,viber,whatsapp,hotline,hot line,
        đường dây nóng,alo,a lô,gọi,call,lh,l/h,liên hệ,liên lạc,số máy,máy bàn,cố định,nhắn tin,số của em,số của tôi,
        số tôi,số em,số mình,số con,sim,số dt,số đt,nghe máy,bấm số,ib
        """)
    private static let identityPhrases = PhraseList(
        """
        cccd,cc cd,cmnd,cmt,cmtnd,căn cước,căn cước công dân,thẻ căn cước,chứng minh,chứng minh nhân dân,chứng minh thư,
        giấy chứng minh,số định danh,định danh cá nhân,mã định danh,định danh,số căn cước,giấy tờ tùy thân,id card,cc số,
        số cc,cc,citizen id,identity card,thẻ cc
        """)
    private static let accountPhrases = PhraseList(
        """
        stk,s.t.k,số tài khoản,số tk,so tk,tk,tài khoản số,tài khoản ngân hàng,số thẻ,thẻ atm,account,số acc,stk số
        """)
    private static let bankPhrases = PhraseList(
        """
        tài khoản,chuyển khoản,ck,chuyển tiền,ngân hàng,nh,bank,banking,vietcombank,vcb,bidv,agribank,techcombank,tcb,mb,
        mbbank,mb bank,vietinbank,vtb,sacombank,stb,acb,vpbank,tpbank,vib,shb,hdbank,ocb,msb,scb,eximbank,lienvietpostbank,
        lpbank,lpb,seabank,namabank,nam a bank,abbank,bacabank,pvcombank,kienlongbank,dongabank,đông á bank,
        vietabank,saigonbank,cake,timo,tnex,ubank,bvbank,vietbank,publicbank,shinhan,woori,hsbc,napas,atm
        """)
    private static let codePhrases = PhraseList(
        """
        mã hồ sơ,mã đơn,mã đơn hàng,đơn hàng,mã giao dịch,mã gd,mã vận đơn,vận đơn,mã số thuế,mst,mã số doanh nghiệp,
        mã số,mã,số hồ sơ,hồ sơ số,biên nhận,phiếu hẹn,hóa đơn,số seri,seri,sê ri,serial,số sêri,mã khách hàng,mã kh,mã pe,
        mã tra cứu,mã phản ánh,đăng ký kinh doanh,đkkd,gpkd,giấy phép,số hiệu,công văn,quyết định,quyết định số,qđ,thửa,
        thửa đất số,tờ bản đồ,số phát hành,imei,biên lai,số vào sổ,số công tơ,công tơ,mã bưu gửi,biên bản,lệnh,số lô,
        mã lỗi,otp,mã bệnh nhân,mã sinh viên,phiếu thu,phiếu chuyển,fanpage,page,id,uid
        """)
}

/// Words after a number that make it an amount.
enum AmountUnit {
    static let phrases = PhraseList(
        "đ,đồng,vnđ,vnd,k,nghìn,ngàn,triệu,tr,củ,tỷ,usd,m2,m3,m,ha,km,kg,tấn,mét,người,hộ,phần trăm,lượt,kwh,view,sào,mẫu"
    )
    static let money = PhraseList("đ,đồng,vnđ,vnd,nghìn,ngàn,triệu,tr,tỷ,usd")
    /// Words that begin like a unit when they are typed without marks.
    static let otherWords = PhraseList("ngân hàng,hộ khẩu,họ tên,đ/c,người nhận,người gửi")
}
