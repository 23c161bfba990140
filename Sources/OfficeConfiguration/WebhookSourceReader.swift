import MarkedYAML

/// Reads the keys of a webhook.
struct WebhookSourceReader {
    static let keys: Set<String> = [
        "hook", "secret_file", "signature", "header", "window", "channel", "kind", "fields", "max_bytes",
    ]

    let source: SourceKeys

    func webhook() throws(YAMLProblem) -> OfficeConfiguration.WebhookSource {
        guard let secretFile = try source.path("secret_file") else {
            throw source.block.problem("this source needs the key secret_file: a file of secrets, one a line")
        }
        guard let hookValue = source["hook"] else {
            throw source.block.problem("this source needs the key hook: the last part of its address /hooks/…")
        }
        let hook = try hookValue.string("hook")
        guard hook.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil else {
            throw hookValue.problem("hook may have small letters of ASCII, digits and hyphens, for example khao-sat")
        }
        var fields: [String: String] = [:]
        if let written = source["fields"] {
            let meanings = OfficeConfiguration.TableSource.meanings
            for (meaning, label) in try written.mapping("fields", keys: Set(meanings)) {
                fields[meaning] = try label.string(meaning)
            }
        }
        let signatures = OfficeConfiguration.WebhookSource.Signature.allCases.map(\.rawValue)
        let signature = try source.choice("signature", among: signatures)
            .flatMap { OfficeConfiguration.WebhookSource.Signature(rawValue: $0) }
        let header = try source["header"]?.string("header").lowercased() ?? "x-langnghe-signature"
        if let value = source["header"], header.wholeMatch(of: /[a-z0-9-]{1,100}/) == nil {
            throw value.problem("header must be the name of a header, for example X-Hub-Signature-256")
        }
        return OfficeConfiguration.WebhookSource(
            hook: hook, labels: try source.labels(channel: "web", kind: "letter"), fields: fields,
            secretFile: secretFile, signature: signature ?? .timestamped, header: header,
            windowSeconds: try source["window"]?.integer("window", in: 10...86_400) ?? 300,
            maximumBytes: try source["max_bytes"]?.integer("max_bytes", in: 1_000...1_048_576) ?? 262_144)
    }
}
