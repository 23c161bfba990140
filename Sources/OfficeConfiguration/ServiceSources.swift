extension OfficeConfiguration {
    /// A Facebook page.
    public struct FacebookSource: Sendable, Hashable {
        /// Where the Graph API is.
        public var address: WebAddress
        /// Version in its paths; nil takes what this program was written for.
        public var version: String?
        /// Number or name of the page.
        public var page: String
        /// The page's access token.
        public var token: Secret
        /// The app's number.
        public var appID: String?
        /// The app's secret.
        public var appSecret: Secret?
        /// Days that posts are followed.
        public var followDays: Int
        /// Whether posts and comments are collected.
        public var readsPosts: Bool
        /// Whether the inbox is collected.
        public var readsInbox: Bool

        /// Makes a source; change what differs.
        public init(address: WebAddress, page: String, token: Secret) {
            self.address = address
            self.page = page
            self.token = token
            followDays = 30
            readsPosts = true
            readsInbox = true
        }
    }

    /// A Zalo Official Account.
    public struct ZaloSource: Sendable, Hashable {
        /// Where the open interface is.
        public var address: WebAddress
        /// Version in its paths; nil takes what this program was written for.
        public var version: String?
        /// Where tokens are renewed; nil takes Zalo's own server.
        public var tokenURL: String?
        /// Number of the app.
        public var appID: String
        /// The app's secret key.
        public var appSecret: Secret
        /// The refresh token that somebody has signed in for.
        public var refreshToken: Secret
        /// Days that the first pass goes back.
        public var firstDays: Int

        /// Makes a source; change what differs.
        public init(address: WebAddress, appID: String, appSecret: Secret, refreshToken: Secret) {
            self.address = address
            self.appID = appID
            self.appSecret = appSecret
            self.refreshToken = refreshToken
            firstDays = 30
        }
    }

    /// A server of Open311 GeoReport v2.
    public struct Open311Source: Sendable, Hashable {
        /// Where the endpoint or its discovery document is.
        public var address: WebAddress
        /// Channel of its requests.
        public var labels: ItemLabels
        /// The jurisdiction.
        public var jurisdiction: String?
        /// Form of answers, `json` or `xml`.
        public var format: String
        /// A key for reading.
        public var apiKey: Secret?
        /// Only these kinds of work; empty for all.
        public var serviceCodes: [String]
        /// Whether the server's extensions are asked for.
        public var asksForExtensions: Bool
        /// Requests on a page; nil for servers without pages.
        public var pageSize: Int?
        /// The parameter that says so.
        public var pageSizeParameter: String
        /// Requests in one answer at most.
        public var answerLimit: Int
        /// Days that the first pass goes back.
        public var firstDays: Int
        /// Days that requests are looked at again.
        public var followDays: Int

        /// Makes a source; change what differs.
        public init(address: WebAddress, labels: ItemLabels) {
            self.address = address
            self.labels = labels
            format = "json"
            serviceCodes = []
            asksForExtensions = false
            pageSizeParameter = "page_size"
            answerLimit = 1_000
            firstDays = 90
            followDays = 30
        }
    }
}
