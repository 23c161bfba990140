import MarkedYAML

/// Reads the keys of a Facebook page.
struct FacebookSourceReader {
    static let keys = SourceKeys.web.subtracting(["channel", "kind"])
        .union(["page", "version", "app_id", "follow_days", "posts", "inbox"])
        .union(SourceKeys.secretKeys("token")).union(SourceKeys.secretKeys("app_secret"))

    let source: SourceKeys

    func facebook() throws(YAMLProblem) -> OfficeConfiguration.FacebookSource {
        var facebook = OfficeConfiguration.FacebookSource(
            address: try source.webAddress(default: "https://graph.facebook.com"), page: try source.required("page"),
            token: try source.requiredSecret("token"))
        guard facebook.page.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil else {
            throw (source["page"] ?? source.block).problem("page must be the page's number or its name in the address")
        }
        facebook.version = try source.apiVersion()
        facebook.appID = try source["app_id"]?.string("app_id")
        facebook.appSecret = try source.secret("app_secret")
        facebook.followDays = try source["follow_days"]?.integer("follow_days", in: 1...365) ?? facebook.followDays
        facebook.readsPosts = try source["posts"]?.flag("posts") ?? true
        facebook.readsInbox = try source["inbox"]?.flag("inbox") ?? true
        guard facebook.readsPosts || facebook.readsInbox else {
            throw source.block.problem("posts and inbox are both switched off, so nothing is left to collect")
        }
        return facebook
    }
}

extension SourceKeys {
    /// The version of an interface, such as `v23.0`.
    func apiVersion() throws(YAMLProblem) -> String? {
        guard let value = keys["version"] else { return nil }
        let text = try value.string("version")
        guard text.wholeMatch(of: /v[0-9]{1,3}\.[0-9]{1,2}/) != nil else {
            throw value.problem("version must be like v23.0")
        }
        return text
    }
}
