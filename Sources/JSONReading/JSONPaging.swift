/// How a source's list is cut into pages.
public struct JSONPaging: Sendable, Hashable {
    /// How the next page is asked for.
    public enum Way: Sendable, Hashable {
        /// There is one page only.
        case none
        /// By its number.
        case number(parameter: String, first: Int)
        /// By how many items are to be skipped.
        case offset(parameter: String)
        /// By a word from the page before; where that stands.
        case cursor(parameter: String, path: JSONPath)
        /// By an address in the page before.
        case address(path: JSONPath)
        /// By the address in the field Link of the page before (RFC 8288, relation `next`).
        case linkHeader
    }

    /// The parameter that says how many items a page is to have.
    public struct Size: Sendable, Hashable {
        /// Name of the parameter.
        public var parameter: String
        /// Items that are asked for; the server may give fewer.
        public var items: Int

        /// Makes a size.
        public init(parameter: String, items: Int) {
            self.parameter = parameter
            self.items = items
        }
    }

    /// How the next page is asked for.
    public var way: Way
    /// How long a page is to be; nil when the server decides.
    public var size: Size?
    /// Most pages of one pass; the next pass goes on from there.
    public var mostPages: Int

    /// Makes a paging.
    public init(way: Way = .none, size: Size? = nil, mostPages: Int = 50) {
        self.way = way
        self.size = size
        self.mostPages = mostPages
    }
}

/// How a source is asked only for what is new since a time.
public struct JSONSince: Sendable, Hashable {
    /// How the time is written.
    public enum Style: String, Sendable, Hashable, CaseIterable {
        /// `2025-12-25T07:30:00Z`.
        case iso
        /// `2025-12-25T14:30:00+07:00`.
        case isoVietnam = "iso_vn"
        /// `2025-12-25`, Vietnam's day.
        case day
        /// `25/12/2025`, Vietnam's day.
        case dayFirst = "day_first"
        /// Seconds since 1970 UTC.
        case epochSeconds = "epoch_s"
        /// Milliseconds since 1970 UTC.
        case epochMilliseconds = "epoch_ms"
    }

    /// Name of the parameter.
    public var parameter: String
    /// How the time is written.
    public var style: Style
    /// Hours that are asked for once more, for items that get into the source late.
    public var overlapHours: Int
    /// Days that the first pass goes back.
    public var firstDays: Int

    /// Makes a question.
    public init(parameter: String, style: Style = .iso, overlapHours: Int = 24, firstDays: Int = 365) {
        self.parameter = parameter
        self.style = style
        self.overlapHours = overlapHours
        self.firstDays = firstDays
    }
}
