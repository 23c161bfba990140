/// Answers to questionnaires, which are kept, listed and counted apart from what citizens write on their own.
public protocol SurveyStore: Sendable {
    /// Sources that brought answers, by name.
    func surveys() async throws(StoreError) -> [SurveyStanding]

    /// Answers of one source, the newest first, each as its last version has it.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - limit: Most answers.
    ///   - offset: Answers to skip.
    /// - Returns: The answers.
    /// - Throws: ``StoreError``.
    func surveyAnswers(of source: String, limit: Int, offset: Int) async throws(StoreError) -> [SurveyAnswer]
}

/// What one source of questionnaires has brought.
public struct SurveyStanding: Sendable, Hashable, Codable {
    /// Name of the source.
    public var source: String
    /// Number of answers.
    public var answers: Int
    /// When the first was given.
    public var firstAt: Timestamp
    /// When the last was given.
    public var lastAt: Timestamp

    /// A standing from its parts.
    public init(source: String, answers: Int, firstAt: Timestamp, lastAt: Timestamp) {
        self.source = source
        self.answers = answers
        self.firstAt = firstAt
        self.lastAt = lastAt
    }
}

/// One filled-in questionnaire.
public struct SurveyAnswer: Sendable, Hashable, Codable {
    /// Where it is filed.
    public var code: TrackingCode
    /// What was answered.
    public var message: Message

    /// An answer from its parts.
    public init(code: TrackingCode, message: Message) {
        self.code = code
        self.message = message
    }
}

extension Queue {
    /// The queue of questionnaires; it is no queue of the routing, and nobody has to work it off.
    public static let surveys = "khao-sat"
}
