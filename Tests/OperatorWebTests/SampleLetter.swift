import Casework
import Classification
import Places

/// A synthetic letter with the words that the rules would have hit; offsets are found by looking for the words.
struct SampleLetter {
    /// What a hit speaks for.
    enum Kind {
        case topic
        case cue
        case letterClass
    }

    /// Words that a rule hit.
    struct Hit {
        var words: String
        var kind: Kind
        var group: String
        var rule: String
        var name: String
        var bans: Double
    }

    var subject: String?
    var body: String
    var sender = Correspondent(name: "Người viết Mẫu", address: "nguoi.viet@example.org")
    var channel = Channel.email
    var kind = MessageKind.letter
    var hits: [Hit] = []
    var letterClass = LetterClass.petition
    var alarms: [Verdict.Alarm] = []
    var severity = 0.0
    var place = PlaceText()
    var attachments: [AttachmentListing] = []
    var defects: [String] = []
    var extraEvidence: [Evidence] = []
    var link: String?
    var reply: ReplyRequest?

    /// Topics of the hits, in their order.
    var topics: [String] {
        var topics: [String] = []
        for hit in hits where hit.kind == .topic && !topics.contains(hit.group) && hit.bans > 0 {
            topics.append(hit.group)
        }
        return topics
    }

    /// The letter as triage would have left it.
    func triaged(item: ItemID, source: String, at time: Timestamp) -> TriagedMessage {
        let message = Message(
            item: item, source: source, channel: channel, kind: kind, receivedAt: time, writtenAt: nil,
            messageID: "\(item.rawValue)@example.org", references: [], sender: sender, subject: subject, body: body,
            link: link, attachments: attachments, defects: defects, reply: reply)
        var scores: [String: Double] = [:]
        for hit in hits where hit.kind == .topic { scores[hit.group, default: -1] += hit.bans }
        let verdict = Verdict(
            topics: topics, scores: scores, letterClass: letterClass, hotspot: !alarms.isEmpty, alarms: alarms,
            severity: severity, cues: evidence(.cue), evidence: evidence(.topic) + extraEvidence,
            classEvidence: evidence(.letterClass), contexts: [], places: [], place: place, accented: true,
            rulesHash: "0")
        return TriagedMessage(message: message, verdict: verdict)
    }

    private func evidence(_ kind: Kind) -> [Evidence] {
        hits.filter { $0.kind == kind }.compactMap { hit in
            for (field, text) in [(Field.subject, subject ?? ""), (.body, body)] {
                if let start = text.utf8.firstOffset(of: hit.words) {
                    return Evidence(
                        group: hit.group, rule: hit.rule, name: hit.name, text: hit.words, field: field, start: start,
                        end: start + hit.words.utf8.count, bans: hit.bans)
                }
            }
            return nil
        }
    }
}

extension String.UTF8View {
    /// Offset of the first place where another text's bytes stand.
    func firstOffset(of words: String) -> Int? {
        let bytes = Array(self)
        let wanted = Array(words.utf8)
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return nil }
        return (0...(bytes.count - wanted.count)).first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}

extension SampleLetter {
    /// Smoke and stench, people gathering at a gate: the hottest of the samples.
    static let gathering = SampleLetter(
        subject: "Khẩn: bãi rác Đồng Mác cháy, bà con đang chặn xe",
        body: """
            Kính gửi Ban Tiếp công dân,

            Từ đêm 18/11 bãi rác ở thôn Đồng Mác cháy âm ỉ, khói đen và mùi hôi thối bao trùm cả thôn. Trẻ con ho, \
            ba người phải đi cấp cứu. Chúng tôi đã gửi đơn 4 lần mà không ai giải quyết.

            Sáng nay hơn 60 người dân tập trung đông người trước cổng, chặn xe chở rác không cho vào. Nếu chiều nay \
            không có lãnh đạo về đối thoại thì bà con sẽ kéo lên trụ sở tỉnh.

            Mong các cấp về xem xét ngay.
            """,
        sender: Correspondent(name: "Lò Văn Mẫu", address: "lo.van.mau@example.org"),
        hits: [
            Hit(
                words: "bãi rác", kind: .topic, group: "environment", rule: "environment.dump",
                name: "Bãi rác, rác thải", bans: 1.2),
            Hit(
                words: "khói đen", kind: .topic, group: "environment", rule: "environment.smoke", name: "Khói, bụi",
                bans: 0.9),
            Hit(
                words: "mùi hôi thối", kind: .topic, group: "environment", rule: "environment.stench", name: "Mùi hôi",
                bans: 1.1),
            Hit(
                words: "gửi đơn 4 lần mà không ai giải quyết", kind: .topic, group: "complaints",
                rule: "complaints.unanswered", name: "Đơn gửi nhiều lần không được giải quyết", bans: 1.5),
            Hit(
                words: "đi cấp cứu", kind: .cue, group: "harm", rule: "cue.harm.hospital", name: "Người phải cấp cứu",
                bans: 0.9),
            Hit(
                words: "không ai giải quyết", kind: .cue, group: "neglect", rule: "cue.neglect",
                name: "Kéo dài không ai giải quyết", bans: 0.4),
            Hit(
                words: "hơn 60 người dân tập trung đông người", kind: .cue, group: "gathering",
                rule: "cue.gathering.crowd", name: "Tập trung đông người", bans: 1.1),
            Hit(
                words: "chặn xe", kind: .cue, group: "blocking", rule: "cue.blocking.road", name: "Chặn xe, chặn đường",
                bans: 1.0),
            Hit(
                words: "kéo lên trụ sở tỉnh", kind: .cue, group: "escalating", rule: "cue.escalating",
                name: "Kéo lên cấp trên", bans: 0.9),
            Hit(
                words: "Mong các cấp về xem xét", kind: .letterClass, group: "kien_nghi", rule: "class.petition.ask",
                name: "Đề nghị, mong xem xét", bans: 0.8),
        ],
        alarms: [
            Verdict.Alarm(
                id: "hotspot.gathering", name: "Tập trung đông người, chặn xe", cues: ["gathering", "blocking"]),
            Verdict.Alarm(id: "hotspot.harm", name: "Có người phải cấp cứu", cues: ["harm"]),
        ],
        severity: 2.4,
        place: PlaceText(province: "Phú Thọ", commune: "xã Cao Dương", hamlet: "thôn Đồng Mác"),
        attachments: [
            AttachmentListing(path: "2", type: "image/jpeg", filename: "bãi rác cháy 18-11.jpg", size: 1_843_200),
            AttachmentListing(path: "3", type: "video/mp4", filename: "chặn xe.mp4", size: 8_400_000),
        ])

    /// Forced clearance of land with a threat of suicide.
    static let clearance = SampleLetter(
        subject: "Đơn kêu cứu về việc cưỡng chế thu hồi đất",
        body: """
            Gia đình tôi có 420 m² đất vườn, nay bị thu hồi đất làm cụm công nghiệp mà chưa thỏa thuận xong tiền bồi thường. \
            Xã báo ngày 25/11 sẽ cưỡng chế. Mẹ tôi 78 tuổi nói nếu máy xúc vào sẽ uống thuốc sâu tự tử. \
            Tôi không đồng ý với Quyết định số 118 và đề nghị xem xét lại.
            """,
        sender: Correspondent(name: "Trần Thị Ví Dụ", address: "vi.du@example.org"),
        hits: [
            Hit(
                words: "thu hồi đất", kind: .topic, group: "land", rule: "land.recovery", name: "Thu hồi đất", bans: 1.7
            ),
            Hit(
                words: "bồi thường", kind: .topic, group: "land", rule: "land.compensation", name: "Bồi thường",
                bans: 0.8),
            Hit(
                words: "không đồng ý với Quyết định số 118", kind: .topic, group: "complaints",
                rule: "complaints.decision", name: "Không đồng ý với quyết định", bans: 1.6),
            Hit(words: "cưỡng chế", kind: .cue, group: "coercion", rule: "cue.coercion", name: "Cưỡng chế", bans: 0.5),
            Hit(
                words: "uống thuốc sâu tự tử", kind: .cue, group: "self-harm", rule: "cue.self-harm", name: "Dọa tự tử",
                bans: 1.4),
            Hit(
                words: "không đồng ý với Quyết định số 118", kind: .letterClass, group: "khieu_nai",
                rule: "class.complaint.decision", name: "Khiếu nại một quyết định", bans: 1.3),
        ],
        letterClass: .complaint,
        alarms: [Verdict.Alarm(id: "hotspot.self-harm", name: "Dọa tự tử", cues: ["self-harm"])], severity: 1.9,
        place: PlaceText(province: "Bắc Ninh", commune: "xã Quang Châu"))

    /// Fish dying in a river.
    static let fish = SampleLetter(
        subject: "Cá chết hàng loạt trên sông Cầu đoạn qua xã",
        body:
            "Hai hôm nay cá chết hàng loạt, nổi trắng sông Cầu. Nước thải từ cụm công nghiệp xả ra màu đen. Đề nghị kiểm tra.",
        channel: .facebook,
        hits: [
            Hit(
                words: "Nước thải", kind: .topic, group: "environment", rule: "environment.effluent", name: "Nước thải",
                bans: 1.4),
            Hit(
                words: "cá chết hàng loạt", kind: .cue, group: "fish-kill", rule: "cue.fish-kill",
                name: "Cá chết hàng loạt", bans: 1.2),
        ],
        alarms: [Verdict.Alarm(id: "hotspot.fish-kill", name: "Cá chết hàng loạt", cues: ["fish-kill"])], severity: 1.2,
        place: PlaceText(province: "Bắc Ninh", commune: "phường Vạn An"))

    /// A long dispute that drags on.
    static let dispute = SampleLetter(
        subject: "Tranh chấp ranh giới kéo dài 9 năm, hai bên đã xô xát",
        body:
            "Hai nhà tranh chấp lối đi, hôm qua đã xô xát, một người bị thương. Sổ đỏ cấp chồng lên nhau từ năm 2016.",
        channel: .hotline,
        hits: [
            Hit(
                words: "tranh chấp lối đi", kind: .topic, group: "land", rule: "land.boundary",
                name: "Tranh chấp ranh giới, lối đi", bans: 1.5),
            Hit(
                words: "Sổ đỏ", kind: .topic, group: "land", rule: "land.certificate",
                name: "Giấy chứng nhận quyền sử dụng đất", bans: 1.6),
            Hit(
                words: "xô xát", kind: .cue, group: "violence", rule: "cue.violence", name: "Xô xát, đánh nhau",
                bans: 0.9),
        ],
        alarms: [Verdict.Alarm(id: "hotspot.violence", name: "Đã xảy ra xô xát", cues: ["violence"])], severity: 0.9,
        place: PlaceText(province: "Phú Thọ", commune: "xã Lương Sơn", hamlet: "xóm Mòng"))

    /// An ordinary request.
    static let certificate = SampleLetter(
        subject: "Hỏi về thủ tục cấp đổi sổ hồng",
        body: "Tôi nộp hồ sơ cấp đổi sổ hồng từ tháng 6 đến nay chưa có kết quả. Mong được trả lời.", channel: .web,
        hits: [
            Hit(
                words: "sổ hồng", kind: .topic, group: "land", rule: "land.certificate",
                name: "Giấy chứng nhận quyền sử dụng đất", bans: 1.6)
        ], place: PlaceText(province: "Bắc Ninh", commune: "phường Tiền An"))

    /// A festival that needs a word with the parish.
    static let festival = SampleLetter(
        subject: "Xin phép tổ chức lễ rước tại đình làng",
        body: "Ban quản lý đình làng xin hướng dẫn thủ tục tổ chức lễ rước đầu xuân.", channel: .letter,
        hits: [
            Hit(
                words: "lễ rước", kind: .topic, group: "religion", rule: "religion.procession",
                name: "Lễ rước, lễ hội tín ngưỡng", bans: 1.3)
        ], place: PlaceText(province: "Bắc Ninh", commune: "phường Kinh Bắc"))

    /// All of them.
    static let all = [certificate, festival, dispute, fish, clearance, gathering]
}
