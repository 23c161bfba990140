/// The immediate rule: which cues alarm at once.
public struct HotSpotRule: Sendable, Hashable {
    /// One line of it.
    public struct Line: Sendable, Hashable {
        /// Identifier.
        public var id: String
        /// Name as operators read it.
        public var name: String
        /// Holds when one of these cues is present; empty asks nothing.
        public var any: [String]
        /// Holds when all of these cues are present; empty asks nothing.
        public var all: [String]

        /// Whether it counts only where no line before it holds.
        public var isLastResort: Bool

        /// Creates a line.
        public init(id: String, name: String, any: [String], all: [String], isLastResort: Bool = false) {
            self.id = id
            self.name = name
            self.any = any
            self.all = all
            self.isLastResort = isLastResort
        }
    }

    /// Most bans that cues can add up to.
    public var severityCap: Double
    /// The lines; one that holds is enough.
    public var lines: [Line]
    /// Contexts that rule an alarm out.
    public var exceptIn: [String]

    /// Creates the rule.
    public init(severityCap: Double, lines: [Line], exceptIn: [String]) {
        self.severityCap = severityCap
        self.lines = lines
        self.exceptIn = exceptIn
    }
}
