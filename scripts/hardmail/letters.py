"""Whole letters as programs write them, for the regions of their text."""

from .case import case, message, part

U = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"


def letter(name, what, body, *regions, headers="", **more):
    text = "".join(words for _, words in regions)
    case(f"letter-{name}", "3676 4.3, 4.5", what, message(U + ("\n" + headers if headers else ""), body), text,
         [part("1", "text/plain", body, "utf-8")], regions=[list(region) for region in regions], **more)


letter("gmail-answer", "an answer by Gmail",
       "Tôi đồng ý.\n\nVào T2, 3 thg 3, 2025 lúc 09:15 Một cửa <b@example.org> đã viết:\n\n> Mời ông lên xã.\n> Trân trọng.\n",
       ["body", "Tôi đồng ý.\n\n"],
       ["quoted", "Vào T2, 3 thg 3, 2025 lúc 09:15 Một cửa <b@example.org> đã viết:\n\n> Mời ông lên xã.\n> Trân trọng."],
       headers="In-Reply-To: <7@example.org>", in_reply_to=["7@example.org"])
letter("outlook-answer", "an answer by Outlook on a telephone",
       "Tôi đồng ý.\n\nGửi từ Outlook cho Android<https://aka.ms/AAb9ysg>\n________________________________\n"
       "Từ: Một cửa <b@example.org>\nĐã gửi: Thứ Hai, 3 Tháng Ba 2025 9:15:22 SA\nĐến: a@example.vn <a@example.vn>\nChủ đề: Đơn\n\n"
       "Mời ông lên xã.\n",
       ["body", "Tôi đồng ý.\n\n"], ["boilerplate", "Gửi từ Outlook cho Android<https://aka.ms/AAb9ysg>\n"],
       ["quoted", "________________________________\nTừ: Một cửa <b@example.org>\nĐã gửi: Thứ Hai, 3 Tháng Ba 2025 9:15:22 SA\n"
        "Đến: a@example.vn <a@example.vn>\nChủ đề: Đơn\n\nMời ông lên xã."])
letter("forward", "a letter passed on: it is the letter",
       "Kính chuyển.\n\n---------- Forwarded message ---------\nTừ: Dân <dan@example.com>\nDate: T2, 3 thg 3, 2025\nSubject: Đơn\n\n"
       "Nước thải ra ruộng.\n",
       ["body", "Kính chuyển.\n\n"],
       ["forwarded", "---------- Forwarded message ---------\nTừ: Dân <dan@example.com>\nDate: T2, 3 thg 3, 2025\nSubject: Đơn\n\n"
        "Nước thải ra ruộng."])
letter("forward-by-subject", "a letter that only the subject says is passed on",
       "Kính chuyển.\n\nFrom: Dân <dan@example.com>\nSent: Monday\nSubject: Đơn\n\nNước thải ra ruộng.\n",
       ["body", "Kính chuyển.\n\n"], ["forwarded", "From: Dân <dan@example.com>\nSent: Monday\nSubject: Đơn\n\nNước thải ra ruộng."],
       headers="Subject: FW: Đơn", subject="FW: Đơn")
letter("answers-between", "answers between the lines that they answer",
       "> Nhà ở thôn nào?\nThôn 3.\n> Từ bao giờ?\nTừ năm ngoái.\n",
       ["quoted", "> Nhà ở thôn nào?\n"], ["body", "Thôn 3.\n"], ["quoted", "> Từ bao giờ?\n"], ["body", "Từ năm ngoái."])
letter("signature", "a signature behind its mark", "Đường hỏng.\n-- \nLê A\nThôn 3\n",
       ["body", "Đường hỏng.\n"], ["signature", "-- \nLê A\nThôn 3"])
letter("closing", "a name under a closing", "Đường hỏng.\n\nTrân trọng,\nLê Văn A\n",
       ["body", "Đường hỏng.\n\n"], ["signature", "Trân trọng,\nLê Văn A"])
letter("disclaimer", "a disclaimer", "Đường hỏng.\n\nThis email is confidential. If you are not the addressee,\nplease delete it.\n",
       ["body", "Đường hỏng.\n\n"],
       ["boilerplate", "This email is confidential. If you are not the addressee,\nplease delete it."])
letter("all-quoted", "a mail that is nothing but quoted lines is the letter", "> Nước thải ra ruộng.\n> Xin giúp.\n",
       ["body", "> Nước thải ra ruộng.\n> Xin giúp."])
letter("no-quotation", "a letter that looks like an introduction", "Vào làng gặp trưởng thôn, ông viết:\nđường hỏng.\n",
       ["body", "Vào làng gặp trưởng thôn, ông viết:\nđường hỏng."])
