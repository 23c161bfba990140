import MarkedYAML

/// Reads the block `open311`.
struct Open311ServiceReader {
    private static let keys: Set<String> = [
        "keys_file", "source", "jurisdiction", "contact", "public_address", "listing", "classes", "channel",
    ]
    /// Letter classes that may be shown; those that may hold a denunciation never are.
    private static let openClasses = ["khieu_nai", "kien_nghi", "khong_du_dieu_kien", "tham_quyen_khac", "khac"]

    let reader: ConfigurationReader

    func read(_ value: YAMLValue) throws(YAMLProblem) -> OfficeConfiguration.Open311Service {
        let block = SourceKeys(block: value, keys: try value.mapping("open311", keys: Self.keys), reader: reader)
        guard let keysFile = try block.path("keys_file") else {
            throw value.problem("open311 needs the key keys_file; `langnghe open311-key NAME` writes lines for it")
        }
        var service = OfficeConfiguration.Open311Service(keysFile: keysFile)
        service.source = try block["source"]?.string("source") ?? service.source
        service.jurisdiction = try block["jurisdiction"]?.string("jurisdiction")
        service.contact = try block["contact"]?.string("contact")
        if let address = block["public_address"] {
            let url = try reader.url(address, schemes: ["https", "http"])
            service.publicAddress = url.hasSuffix("/") ? String(url.dropLast()) : url
        }
        service.listing = try block.choice("listing", among: ["filed", "confirmed"]) ?? service.listing
        service.channel = try block.choice("channel", among: SourceKeys.channels) ?? service.channel
        if let list = block["classes"] {
            var classes: [String] = []
            for entry in try list.list("classes") {
                let name = try entry.string("classes")
                guard Self.openClasses.contains(name) else {
                    throw entry.problem(
                        "classes may have \(Self.openClasses.joined(separator: ", ")); denunciations are never shown")
                }
                classes.append(name)
            }
            service.classes = classes
        }
        return service
    }
}
