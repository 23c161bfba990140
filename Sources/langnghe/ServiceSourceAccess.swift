import Casework
import CurlTransfer
import Intake
import OfficeConfiguration

extension ServiceSecret {
    /// A configured secret.
    init(_ written: OfficeConfiguration.Secret) {
        switch written {
        case .file(let path): self = .file(path)
        case .environment(let name): self = .environment(name)
        }
    }
}

extension WebAccess {
    /// What fetches files that strangers name: from the public Internet only, whatever the source may reach.
    private func strangers(
        of source: String, at address: OfficeConfiguration.WebAddress
    ) throws(TransferError) -> SourceRequests {
        try requests(of: source, addressPolicy: .publicOnly, contact: address.contact)
    }

    /// The collector of a configured JSON source.
    ///
    /// - Throws: ``TransferError`` when libcurl cannot be set up, or ``CommandFailure``.
    func collector(of source: String, _ json: OfficeConfiguration.JSONSource) throws -> JSONCollector {
        let labels = try ItemLabels(json.labels)
        var settings = JSONCollector.Settings(source: source, url: json.address.url, mapping: json.mapping)
        settings.query = json.query.map { ($0.name, $0.value) }
        settings.headers = json.headers.map { HTTPHeader($0.name, $0.value) }
        settings.body = json.body
        settings.authentication = Self.authentication(json.authentication)
        settings.paging = json.paging
        settings.since = json.since
        settings.channel = labels.channel
        settings.kind = labels.kind
        settings.maximumBytes = json.address.maximumBytes
        return JSONCollector(
            settings, requests: try requests(of: source, at: json.address),
            strangers: try strangers(of: source, at: json.address))
    }

    private static func authentication(
        _ written: OfficeConfiguration.JSONSource.Authentication
    ) -> JSONAuthentication {
        switch written {
        case .none: .none
        case .bearer(let token): .bearer(ServiceSecret(token))
        case .basic(let user, let password): .basic(user: user, password: ServiceSecret(password))
        case .header(let name, let key): .header(name: name, key: ServiceSecret(key))
        case .query(let name, let key): .query(name: name, key: ServiceSecret(key))
        case .clientCredentials(let given):
            .clientCredentials(
                tokenURL: given.tokenURL, clientID: given.clientID, clientSecret: ServiceSecret(given.clientSecret),
                scope: given.scope, sendsSecretInForm: given.sendsSecretInForm)
        }
    }

    /// The collector of a configured Facebook page.
    ///
    /// - Throws: ``TransferError`` when libcurl cannot be set up.
    func collector(of source: String, _ facebook: OfficeConfiguration.FacebookSource) throws -> FacebookCollector {
        var settings = FacebookCollector.Settings(
            source: source, page: facebook.page, token: ServiceSecret(facebook.token))
        settings.url = facebook.address.url
        if let version = facebook.version { settings.version = version }
        settings.appID = facebook.appID
        settings.appSecret = facebook.appSecret.map(ServiceSecret.init)
        settings.followDays = facebook.followDays
        settings.readsPosts = facebook.readsPosts
        settings.readsInbox = facebook.readsInbox
        settings.maximumBytes = facebook.address.maximumBytes
        return FacebookCollector(
            settings, requests: try requests(of: source, at: facebook.address),
            strangers: try strangers(of: source, at: facebook.address))
    }

    /// The collector of a configured Zalo Official Account.
    ///
    /// - Throws: ``TransferError`` when libcurl cannot be set up.
    func collector(
        of source: String, _ zalo: OfficeConfiguration.ZaloSource, dataFolder: String
    ) throws -> ZaloCollector {
        // One file for an account, whatever the sources are called: two writers of one account would shut each other out.
        let key = ContentName.short(of: "zalo\n\(zalo.appID)\n\(zalo.refreshToken)")
        var settings = ZaloCollector.Settings(
            source: source, appID: zalo.appID, appSecret: ServiceSecret(zalo.appSecret),
            refreshToken: ServiceSecret(zalo.refreshToken), keptFile: "\(dataFolder)/tokens/zalo-\(key).json")
        settings.url = zalo.address.url
        if let version = zalo.version { settings.version = version }
        if let url = zalo.tokenURL { settings.tokenURL = url }
        settings.firstDays = zalo.firstDays
        settings.maximumBytes = zalo.address.maximumBytes
        return ZaloCollector(
            settings, requests: try requests(of: source, at: zalo.address),
            strangers: try strangers(of: source, at: zalo.address))
    }

    /// The collector of a configured GeoReport server.
    ///
    /// - Throws: ``TransferError`` when libcurl cannot be set up, or ``CommandFailure``.
    func collector(of source: String, _ open311: OfficeConfiguration.Open311Source) throws -> Open311Collector {
        var settings = Open311Collector.Settings(source: source, url: open311.address.url)
        settings.jurisdiction = open311.jurisdiction
        settings.format = Open311Collector.Settings.Format(rawValue: open311.format) ?? .json
        settings.apiKey = open311.apiKey.map(ServiceSecret.init)
        settings.serviceCodes = open311.serviceCodes
        settings.asksForExtensions = open311.asksForExtensions
        settings.pageSize = open311.pageSize
        settings.pageSizeParameter = open311.pageSizeParameter
        settings.answerLimit = open311.answerLimit
        settings.firstDays = open311.firstDays
        settings.followDays = open311.followDays
        settings.channel = try ItemLabels(open311.labels).channel
        settings.maximumBytes = open311.address.maximumBytes
        return Open311Collector(
            settings, requests: try requests(of: source, at: open311.address),
            strangers: try strangers(of: source, at: open311.address))
    }
}
