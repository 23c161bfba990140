import ReadingDefects

/// In which form a part holds text to be read.
enum TextForm {
    case plain
    case html
    case enriched
}

extension MailEntity {
    /// Types of text that are data rather than a letter.
    private static let data: Set<String> = [
        "text/calendar", "text/css", "text/csv", "text/directory", "text/javascript", "text/json",
        "text/rfc822-headers",
        "text/rtf", "text/tab-separated-values", "text/vcard", "text/watch-html", "text/x-amp-html", "text/x-vcalendar",
        "text/x-vcard", "text/xml",
    ]

    /// In which form the part holds text; nil when it holds none.
    ///
    /// > Source: RFC 2046 §4.1.4: text of an unknown kind is read as plain text.
    var textForm: TextForm? {
        switch mediaType {
        case "text/plain": return .plain
        case "text/html", "application/xhtml+xml": return .html
        case "text/enriched", "text/richtext": return .enriched
        default: break
        }
        guard mediaType.hasPrefix("text/"), !Self.data.contains(mediaType), !isNamed else { return nil }
        return .plain
    }

    /// Whether the part has a file name or is meant to be stored.
    private var isNamed: Bool {
        if headers.first(named: "Content-Disposition") != nil { return true }
        let type = ParameterizedValue(headers.first(named: "Content-Type")?.value ?? [])
        return type.parameters["name"] != nil
    }

    /// Whether files may stand in the text of the part by uuencode.
    var mayHoldFiles: Bool {
        kind == .leaf && mediaType == "text/plain" && !(headers.token("Content-Disposition") ?? "").hasPrefix("attach")
    }

    /// What keeps the part from being read, nil when nothing does.
    var unreadable: ReadingDefect? {
        switch mediaType {
        case "application/ms-tnef", "application/vnd.ms-tnef":
            ReadingDefect(
                en: "Outlook packed the attachments into a file of its own (winmail.dat).",
                vi: "Outlook gói các tệp đính kèm vào một tệp riêng (winmail.dat).")
        case "application/pgp-encrypted":
            ReadingDefect(
                en: "The letter is encrypted with PGP and cannot be read here.",
                vi: "Nội dung được mã hóa bằng PGP, không đọc được ở đây.")
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            ReadingDefect(
                en: "The letter lies inside an S/MIME envelope and cannot be read here.",
                vi: "Nội dung nằm trong phong bì S/MIME, không đọc được ở đây.")
        case "message/external-body":
            ReadingDefect(
                en: "The part only says where its content is kept; nothing was fetched from there.",
                vi: "Phần này chỉ ghi nơi để nội dung; không tải gì từ đó về.")
        case "message/partial":
            ReadingDefect(
                en: "The part is one piece of a larger mail that was sent in pieces.",
                vi: "Đây chỉ là một mảnh của một thư lớn gửi làm nhiều mảnh.")
        default: nil
        }
    }
}
