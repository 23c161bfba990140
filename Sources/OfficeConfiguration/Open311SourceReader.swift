import MarkedYAML

/// Reads the keys of a GeoReport server.
struct Open311SourceReader {
    static let keys = SourceKeys.web.subtracting(["kind"])
        .union([
            "jurisdiction_id", "format", "service_codes", "extensions", "page_size", "page_size_parameter",
            "answer_limit", "first_days",
            "follow_days",
        ])
        .union(SourceKeys.secretKeys("api_key"))

    let source: SourceKeys

    func open311() throws(YAMLProblem) -> OfficeConfiguration.Open311Source {
        var open311 = OfficeConfiguration.Open311Source(
            address: try source.webAddress(), labels: try source.labels(channel: "web", kind: "letter"))
        open311.jurisdiction = try source["jurisdiction_id"]?.string("jurisdiction_id")
        open311.format = try source.choice("format", among: ["json", "xml"]) ?? "json"
        open311.apiKey = try source.secret("api_key")
        for value in try source["service_codes"]?.list("service_codes") ?? [] {
            let code = try value.string("a service code")
            guard !code.contains(",") else { throw value.problem("a service code must not hold a comma") }
            open311.serviceCodes.append(code)
        }
        open311.asksForExtensions = try source["extensions"]?.flag("extensions") ?? false
        open311.pageSize = try source["page_size"]?.integer("page_size", in: 1...1_000)
        open311.pageSizeParameter =
            try source["page_size_parameter"]?.string("page_size_parameter") ?? open311.pageSizeParameter
        open311.answerLimit =
            try source["answer_limit"]?.integer("answer_limit", in: 2...100_000) ?? open311.answerLimit
        open311.firstDays = try source["first_days"]?.integer("first_days", in: 1...3_650) ?? open311.firstDays
        open311.followDays = try source["follow_days"]?.integer("follow_days", in: 1...365) ?? open311.followDays
        return open311
    }
}
