import MarkedYAML

/// Reads the block `warnings`.
struct WarningsReader {
    /// Whether the configuration says how mail is sent.
    let isAnswering: Bool

    private static let limit = 500

    func warnings(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Warnings {
        let keys = try value.mapping("warnings", keys: ["mail_to", "at", "working_days"])
        guard let people = keys["mail_to"] else {
            throw value.problem("warnings needs the key mail_to: user names, each with an address")
        }
        guard isAnswering else {
            throw value.problem("warnings by mail need the block answering, which says how mail is sent")
        }
        return OfficeConfiguration.Warnings(
            recipients: try recipients(people), minute: try keys["at"].map(minute) ?? 450,
            workingDays: try keys["working_days"]?.integer("working_days", in: 1...30) ?? 2)
    }

    private func recipients(_ value: YAMLValue) throws(YAMLProblem) -> [String: String] {
        let pairs = try value.pairs("mail_to")
        guard (1...Self.limit).contains(pairs.count) else {
            throw value.problem("mail_to must name 1 to \(Self.limit) users with their addresses")
        }
        var recipients: [String: String] = [:]
        for (key, address) in pairs {
            recipients[try key.string("a user name")] = try MailAddressText.read(address, "an address of mail_to")
        }
        return recipients
    }

    private func minute(_ value: YAMLValue) throws(YAMLProblem) -> Int {
        guard let minute = DayTime.minute(try value.string("at")) else {
            throw value.problem("at must be a time of the day, for example \"07:30\"")
        }
        return minute
    }
}

/// Times of the day in a configuration.
enum DayTime {
    /// Minutes since midnight of a time such as `07:30`; nil for anything else.
    static func minute(_ text: some StringProtocol) -> Int? {
        let form = /([01]?[0-9]|2[0-3]):([0-5][0-9])/
        guard let match = String(text).wholeMatch(of: form), let hour = Int(match.1), let minute = Int(match.2) else {
            return nil
        }
        return hour * 60 + minute
    }
}
