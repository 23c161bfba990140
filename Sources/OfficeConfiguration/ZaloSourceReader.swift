import MarkedYAML

/// Reads the keys of a Zalo Official Account.
struct ZaloSourceReader {
    static let keys = SourceKeys.web.subtracting(["channel", "kind"])
        .union(["app_id", "version", "token_url", "first_days"])
        .union(SourceKeys.secretKeys("app_secret")).union(SourceKeys.secretKeys("refresh_token"))

    let source: SourceKeys

    func zalo() throws(YAMLProblem) -> OfficeConfiguration.ZaloSource {
        var zalo = OfficeConfiguration.ZaloSource(
            address: try source.webAddress(default: "https://openapi.zalo.me"), appID: try source.required("app_id"),
            appSecret: try source.requiredSecret("app_secret"),
            refreshToken: try source.requiredSecret("refresh_token"))
        zalo.version = try source.apiVersion()
        zalo.tokenURL = try source["token_url"].map { value throws(YAMLProblem) in
            try source.reader.url(value, schemes: ["http", "https"])
        }
        zalo.firstDays = try source["first_days"]?.integer("first_days", in: 1...3_650) ?? zalo.firstDays
        return zalo
    }
}
