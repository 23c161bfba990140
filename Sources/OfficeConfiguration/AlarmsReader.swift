import MarkedYAML

/// Reads the block `alarms`.
struct AlarmsReader {
    /// Whether the configuration says how mail is sent.
    let isAnswering: Bool

    private static let limit = 20

    func recipients(_ value: YAMLValue) throws(YAMLProblem) -> [String] {
        let keys = try value.mapping("alarms", keys: ["mail_to"])
        guard let list = keys["mail_to"] else {
            throw value.problem("alarms needs the key mail_to: a list of addresses")
        }
        let entries = try list.list("mail_to")
        guard (1...Self.limit).contains(entries.count) else {
            throw list.problem("mail_to must name 1 to \(Self.limit) addresses")
        }
        guard isAnswering else {
            throw value.problem("alarms by mail need the block answering, which says how mail is sent")
        }
        var addresses: [String] = []
        for entry in entries {
            let address = try MailAddressText.read(entry, "an address of mail_to")
            if !addresses.contains(where: { $0.lowercased() == address.lowercased() }) { addresses.append(address) }
        }
        return addresses
    }
}
