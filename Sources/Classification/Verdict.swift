public import Places

/// What triage says of one message, with the words and rules that made it.
///
/// Same message and same rules give the same verdict; ``rulesHash`` names the rules.
public struct Verdict: Sendable, Hashable, Codable {
    /// Topics tagged, in the order of their scores, best first.
    public var topics: [String]
    /// Score in bans of every topic that the rules know: prior plus evidence.
    public var scores: [String: Double]
    /// Suggested letter class.
    public var letterClass: LetterClass
    /// Whether the immediate rule holds: a duty officer must hear within the hour.
    public var hotspot: Bool
    /// Lines of the immediate rule that hold, by name, in the order of the file.
    public var alarms: [Alarm]
    /// Sum of the severities of the cues present, in bans, capped.
    public var severity: Double
    /// Evidence for the cues present.
    public var cues: [Evidence]
    /// Evidence for and against the topics, strongest first.
    public var evidence: [Evidence]
    /// Evidence for the letter class.
    public var classEvidence: [Evidence]
    /// Contexts tagged, for example `official-news`.
    public var contexts: [String]
    /// Places as the message names them.
    public var places: [PlaceMention]
    /// The place that the message is about, as far as its words tell.
    public var place: PlaceText
    /// Whether the message is typed with accents.
    public var accented: Bool
    /// The language of the message; nil in verdicts stored before it was told.
    public var language: MessageLanguage?
    /// What the routing table asks and the message says; nil when it says nothing of it.
    public var signs: RoutingSigns?
    /// Hash of the rules that gave this verdict.
    public var rulesHash: String

    /// One line of the immediate rule that holds.
    public struct Alarm: Sendable, Hashable, Codable {
        /// Identifier of the line, for example `hotspot.gathering`.
        public var id: String
        /// Name as operators read it.
        public var name: String
        /// Cues that made it hold.
        public var cues: [String]

        /// Creates an alarm line.
        public init(id: String, name: String, cues: [String]) {
            self.id = id
            self.name = name
            self.cues = cues
        }
    }

    /// Creates a verdict.
    public init(
        topics: [String], scores: [String: Double], letterClass: LetterClass, hotspot: Bool, alarms: [Alarm],
        severity: Double, cues: [Evidence], evidence: [Evidence], classEvidence: [Evidence], contexts: [String],
        places: [PlaceMention], place: PlaceText, accented: Bool, language: MessageLanguage? = nil,
        signs: RoutingSigns? = nil, rulesHash: String
    ) {
        self.topics = topics
        self.scores = scores
        self.letterClass = letterClass
        self.hotspot = hotspot
        self.alarms = alarms
        self.severity = severity
        self.cues = cues
        self.evidence = evidence
        self.classEvidence = classEvidence
        self.contexts = contexts
        self.places = places
        self.place = place
        self.accented = accented
        self.language = language
        self.signs = signs
        self.rulesHash = rulesHash
    }
}
