import Testing
import TextRegions

/// What telephones, programs and offices put under a letter.
@Suite("Marks of telephones, programs and offices are told from the letter")
struct ClosingFormsTests {
    @Test(
        "Marks of telephones and programs are boilerplate",
        arguments: [
            "Sent from my iPhone", "Sent from my iPad", "Sent from my iPhone.", "Được gửi từ iPhone của tôi",
            "Đã gửi từ iPhone của tôi", "Gửi từ iPhone của tôi", "Gửi từ iPad của tôi", "Được gửi từ iPad của tôi",
            "Gửi từ Outlook cho Android", "Gửi từ Outlook cho Android<https://aka.ms/AAb9ysg>",
            "Gửi từ Outlook cho iOS",
            "Tải Outlook cho iOS<https://aka.ms/o0ukef>", "Tải Outlook cho Android<https://aka.ms/AAb9ysg>",
            "Nhận Outlook cho Android", "Lấy Outlook cho iOS", "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Get Outlook for Android", "Sent from Outlook for iOS", "Sent from Mail for Windows 10",
            "Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows",
            "Gửi từ Thư dành cho Windows 10", "Được gửi từ Thư cho Windows",
            "Sent from my Galaxy", "Sent from my Samsung Galaxy smartphone.", "Sent from Samsung Mobile",
            "Được gửi từ điện thoại Galaxy của tôi", "Gửi từ thiết bị Samsung của tôi", "Được gửi từ Galaxy của tôi",
            "Gửi từ điện thoại thông minh Samsung Galaxy của tôi.", "Đã được gửi từ Samsung Mobile",
            "Được gửi từ thiết bị Samsung Galaxy", "Sent from my OPPO Phone", "Gửi từ điện thoại Xiaomi",
            "Sent from Yahoo Mail on Android", "Sent from Yahoo Mail for iPhone", "Gửi từ Yahoo Mail trên Android",
            "Đã gửi từ Yahoo Mail trên Android", "Được gửi từ Yahoo Mail cho iPhone",
            "Yahoo Mail: Search, Organize, Conquer",
            "Sent via the Samsung Galaxy A54 5G, an AT&T smartphone", "Sent with Proton Mail secure email.",
            "Sent from Proton Mail Android", "Được gửi bằng Proton Mail", "Gửi từ Zalo", "Được gửi từ ứng dụng Zalo",
            "Sent from Zalo", "Gửi từ hộp thư Zimbra", "Sent from my Huawei phone", "Gửi từ Gmail Mobile",
            "Sent from Gmail Mobile", "Gửi từ điện thoại của tôi", "Gửi từ di động", "Gửi từ thiết bị di động",
            "Sent from my mobile device, please excuse typos",
        ])
    func tellsMarks(line: String) {
        let text = "Đường hỏng.\n\n\(line)\n"
        let regions = TextRegions.regions(of: text)
        #expect(regions.map(\.kind) == [.body, .boilerplate])
        #expect(regions.first?.end == "Đường hỏng.\n\n".utf8.count || regions.first?.end == "Đường hỏng.\n".utf8.count)
        let answer = TextRegions.regions(of: text + "\nVào T2, 3 thg 3, 2025 lúc 09:15 A <a@example.vn> đã viết:\n> cũ")
        #expect(answer.map(\.kind) == [.body, .boilerplate, .quoted])
    }

    @Test(
        "Disclaimers and footers are boilerplate",
        arguments: [
            "This email and any files transmitted with it are confidential and intended solely for the addressee.",
            "CONFIDENTIALITY NOTICE: The contents of this email message are intended solely for the addressee.",
            "The information transmitted is intended only for the person or entity to which it is addressed.",
            "DISCLAIMER: This message is intended only for the use of the addressee.",
            "Email này và các tệp đính kèm có thể chứa thông tin mật, chỉ dành cho người nhận.",
            "Thư điện tử này chỉ dành cho người nhận có tên nêu trên.",
            "Thông tin trong thư điện tử này là thông tin mật và chỉ dành cho người nhận được nêu tên.",
            "Nếu bạn không phải là người nhận, xin vui lòng xoá thư này.",
            "Lưu ý: Email này có thể chứa thông tin mật. Nếu bạn không phải là người nhận hợp lệ, vui lòng xoá.",
            "TUYÊN BỐ MIỄN TRÁCH: Thư này chỉ dành cho người nhận.",
            "CẢNH BÁO: Thư này đến từ bên ngoài cơ quan. Không bấm vào liên kết nếu không rõ người gửi.",
            "CAUTION: This email originated from outside of the organization. Do not click links.",
            "Please consider the environment before printing this email.",
            "Hãy vì môi trường, chỉ in khi thật cần thiết.",
            "Virus-free. www.avast.com", "Không có vi-rút. www.avast.com", "Thư này không có vi-rút. www.avg.com",
            "This email has been checked for viruses by Avast antivirus software.",
            "Để huỷ đăng ký nhận bản tin, bấm vào đây: https://example.com/u",
            "Bạn nhận được thư này vì đã đăng ký tại example.com.",
            "Bạn nhận được thư này vì bạn đã đăng ký vào nhóm Google Groups \"Khu phố 3\".",
            "You received this message because you are subscribed to the Google Groups \"Khu phố 3\" group.",
            "To unsubscribe from this group and stop receiving emails from it, send an email to k+unsubscribe@example.com.",
            "Để hủy đăng ký khỏi nhóm này và ngừng nhận email từ nhóm, hãy gửi email đến k+unsubscribe@example.com.",
            "Unsubscribe | Manage preferences | View in browser", "Huỷ đăng ký | Xem trên trình duyệt",
            "Nếu không muốn nhận thư này nữa, vui lòng bấm https://example.com/u",
            "Không muốn nhận email? Huỷ đăng ký tại https://example.com/u",
            "© 2025 Công ty Minh Hoạ. Mọi quyền được bảo lưu. https://example.com",
        ])
    func tellsFooters(line: String) {
        let text = "Tin thứ nhất.\n\n\(line)\n"
        #expect(TextRegions.regions(of: text).map(\.kind) == [.body, .boilerplate])
    }

    @Test(
        "A warning that an office's server puts on top is boilerplate too",
        arguments: [
            "CAUTION: This email originated from outside of the organization. Do not click links.",
            "[EXTERNAL EMAIL] Do not click links or open attachments unless you know the sender.",
            "CẢNH BÁO: Thư này đến từ bên ngoài cơ quan. Không bấm vào liên kết nếu không rõ người gửi.",
            "You don't often get email from a@example.vn. Learn why this is important<https://aka.ms/LearnAboutSenderIdentification>",
            "Bạn thường không nhận được email từ a@example.vn. Tìm hiểu lý do điều này quan trọng",
            "Xem thư này trên trình duyệt", "View this email in your browser",
        ])
    func tellsBanners(line: String) {
        #expect(TextRegions.regions(of: "\(line)\n\nĐường hỏng.\n").map(\.kind) == [.boilerplate, .body])
    }

    @Test(
        "A name under a closing is the signature",
        arguments: [
            "Trân trọng,\nNguyễn Văn A", "Trân trọng!\n\nNguyễn Văn A\nThôn 3, xã Minh Hoạ",
            "Trân trọng cảm ơn!\nLê Thị B",
            "Xin chân thành cảm ơn!\nLê Thị B\nĐT: 0909 000 111", "Kính đơn\nNguyễn Văn A", "Kính thư,\nNguyễn A",
            "Người làm đơn\n(Ký, ghi rõ họ tên)\n\nNguyễn Văn A", "Người viết đơn\nNguyễn Văn A",
            "NGƯỜI KHIẾU NẠI\n(đã ký)\nNGUYỄN VĂN A", "Best regards,\nNguyen Van A",
            "Thanks,\nA. Nguyen\nTel: 0909000111",
            "Sincerely,\n\nNguyen Van A\n--\nSent by B", "Tran trong,\nNguyen Van A", "Thân ái,\nLê B",
            "Trân trọng./.\nLê Văn B",
            "Trân trọng kính chào,\n\nLê Văn B\nTổ trưởng tổ dân phố 7\nPhường Minh Hoạ, tỉnh Minh Hoạ",
        ])
    func tellsNames(closing: String) {
        let text = "Kính gửi xã, đường thôn tôi hỏng đã ba năm.\n\n\(closing)\n"
        let regions = TextRegions.regions(of: text)
        #expect(regions.map(\.kind) == [.body, .signature])
    }

    @Test(
        "Words of the letter under something like a closing stay the letter",
        arguments: [
            "Trân trọng cảm ơn.\nNay tôi xin hỏi thêm về đất.\nĐT: 0909000111",
            "Trân trọng.\nTôi bị lấy mất đất từ năm 2003!\n0909000111", "Trân trọng\nchúng tôi bị ép ký giấy nhận tiền",
            "Trân trọng,\nnước giếng của 12 hộ đã đổi màu", "Người làm đơn\nlà vợ ông A, đã mất năm ngoái",
            "Tôi cảm ơn.\nNước Thải Tràn Ra Ruộng", "Gửi từ xã Hòa An, tôi xin hỏi về đất.",
            "Thư này không có ai trả lời.", "Cảnh báo: bãi rác đang cháy!", "Lưu ý: nhà máy xả thải ban đêm.",
            "Nếu không muốn dân kéo lên, xin trả lời.", "Nếu bạn không phải là người xã này thì không biết.",
        ])
    func keepsLetters(words: String) {
        #expect(TextRegions.regions(of: "Kính gửi xã.\n\n\(words)\n").map(\.kind) == [.body])
        #expect(TextRegions.regions(of: "\(words)\n\nKính gửi xã.\n").map(\.kind) == [.body])
    }
}
