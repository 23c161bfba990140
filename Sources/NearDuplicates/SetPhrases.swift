import VietnameseText

/// Phrases that letters about any matter have in common.
struct SetPhrases: Sendable {
    static let shared = SetPhrases([
        "cộng hòa xã hội chủ nghĩa Việt Nam", "độc lập tự do hạnh phúc", "đơn kiến nghị", "đơn phản ánh", "đơn đề nghị",
        "đơn khiếu nại", "đơn tố cáo", "đơn kêu cứu", "kính gửi", "kính thưa", "ủy ban nhân dân", "hội đồng nhân dân",
        "UBND", "HĐND", "chủ tịch ủy ban nhân dân", "các cơ quan chức năng", "các cấp chính quyền", "quý cơ quan",
        "tôi tên là", "tên tôi là", "chúng tôi gồm", "sinh năm", "số căn cước công dân", "số điện thoại",
        "địa chỉ thường trú", "hộ khẩu thường trú", "hiện đang cư trú tại", "tôi làm đơn này", "chúng tôi làm đơn này",
        "tôi viết đơn này", "chúng tôi viết đơn này", "xin trình bày sự việc như sau", "xin trình bày như sau",
        "nội dung như sau", "xem xét giải quyết", "theo quy định của pháp luật", "kính mong", "rất mong",
        "sớm xem xét", "tôi xin cam đoan", "chúng tôi xin cam đoan", "những lời trình bày trên là đúng sự thật",
        "nội dung trên là đúng sự thật", "hoàn toàn chịu trách nhiệm trước pháp luật",
        "chịu trách nhiệm trước pháp luật",
        "tôi xin chân thành cảm ơn", "chúng tôi xin chân thành cảm ơn", "xin chân thành cảm ơn", "trân trọng cảm ơn",
        "xin cảm ơn", "trân trọng", "người làm đơn", "người viết đơn", "ký và ghi rõ họ tên", "ký ghi rõ họ tên",
    ])

    /// The phrases by their first word, longest first.
    private let byFirst: [UInt64: [[UInt64]]]

    private init(_ phrases: [String]) {
        var byFirst: [UInt64: [[UInt64]]] = [:]
        for phrase in phrases {
            let words = FoldedText(phrase).syllables.map(\.plain.mixed)
            if let first = words.first { byFirst[first, default: []].append(words) }
        }
        self.byFirst = byFirst.mapValues { phrases in phrases.sorted { $0.count > $1.count } }
    }

    /// For each syllable, whether it is part of a set phrase.
    func flags(_ syllables: [Syllable]) -> [Bool] {
        var flags = Array(repeating: false, count: syllables.count)
        var index = 0
        while index < syllables.count {
            let fitting = byFirst[syllables[index].plain.mixed]?.first { words in
                index + words.count <= syllables.count
                    && words.indices.allSatisfy { syllables[index + $0].plain.mixed == words[$0] }
            }
            guard let fitting else {
                index += 1
                continue
            }
            for place in index..<index + fitting.count { flags[place] = true }
            index += fitting.count
        }
        return flags
    }
}
