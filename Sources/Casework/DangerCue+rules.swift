public import HotSpots

extension DangerCue.Kind {
    /// What a cue of the rules is to the detector; anger and the sum of small signs are none of its signs.
    ///
    /// - Parameter cueGroup: Name of a group of cues in the rules.
    public init?(cueGroup: String) {
        guard let kind = Self.groups.first(where: { $0.value.contains(cueGroup) })?.key else { return nil }
        self = kind
    }

    /// The groups of cues in the rules that tell of it.
    public var cueGroups: [String] { Self.groups[self] ?? [] }

    private static let groups: [DangerCue.Kind: [String]] = [
        .gathering: ["gathering", "blockade"], .petition: ["collective-petition", "many-hands"],
        .prolonged: ["prolonged"], .overLevels: ["over-levels"], .health: ["health", "poisoning"],
        .violence: ["violence", "worship-clash", "incitement", "self-harm", "other-danger"],
    ]

    /// Name on screens.
    public var vietnameseName: String {
        switch self {
        case .gathering: "Tập trung đông người"
        case .violence: "Bạo lực, đe dọa"
        case .petition: "Ký tên tập thể"
        case .prolonged: "Kéo dài"
        case .overLevels: "Vượt cấp"
        case .health: "Ảnh hưởng sức khỏe"
        }
    }
}

extension CueLearning.Reason {
    /// Why a weight is what it is, as screens say it.
    public var vietnameseName: String {
        switch self {
        case .learned: "theo kết luận của cán bộ"
        case .settled: "đã khớp với kết luận của cán bộ"
        case .fewJudged:
            "chưa đủ vụ việc được kết luận (cần ít nhất \(CueLearning.leastJudged) nóng và \(CueLearning.leastJudged) thường)"
        case .fewSeen: "dấu hiệu có trong quá ít vụ việc được kết luận (cần ít nhất \(CueLearning.leastSeen))"
        case .reset: "đặt lại về mức ban đầu"
        }
    }
}
