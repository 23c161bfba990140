import OfficeConfiguration
import OperatorWeb

extension OfficeConfiguration {
    /// Hours of silence allowed, by source, where somebody has set them.
    var patience: [String: Int] {
        var hours: [String: Int] = [:]
        for source in sources { hours[source.name] = source.silentAfterHours }
        return hours
    }

    /// The sources as the operator's page needs them.
    var siteSources: [SiteSource] {
        sources.map { source in
            var isWatched = false
            if case .imap(let mailbox) = source.kind { isWatched = mailbox.usesIDLE }
            return SiteSource(
                name: source.name, type: source.kind.typeName, intervalSeconds: source.intervalSeconds,
                isWatched: isWatched, silentAfterHours: source.silentAfterHours)
        }
    }

    /// A source by name.
    ///
    /// - Throws: ``CommandFailure`` that names those there are.
    func source(named name: String) throws -> Source {
        if let source = sources.first(where: { $0.name == name }) { return source }
        let names = sources.map(\.name).joined(separator: ", ")
        throw CommandFailure("There is no source «\(name)»; there are: \(names).")
    }
}

extension OfficeConfiguration.Source.Kind {
    /// The type as a configuration names it.
    var typeName: String {
        switch self {
        case .imap: "imap"
        case .pop3: "pop3"
        case .feed: "feed"
        case .page: "page"
        case .json: "json"
        case .facebook: "facebook"
        case .zalo: "zalo"
        case .open311: "open311"
        case .table: "table"
        case .folder: "folder"
        case .webhook: "webhook"
        }
    }
}
