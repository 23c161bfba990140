public import Casework
import TableReading

/// What the answers to the questions of one questionnaire come to.
///
/// Free words are never quoted here, only counted: they may name people.
public struct SurveySummary: Sendable, Hashable {
    /// One question.
    public struct Question: Sendable, Hashable {
        /// What was asked.
        public var text: String
        /// How many answered it.
        public var answers: Int
        /// What they answered.
        public var form: Form
    }

    /// What the answers to a question look like.
    public enum Form: Sendable, Hashable {
        /// Numbers.
        case numbers(mean: Double, least: Double, most: Double)
        /// A few different answers, the commonest first.
        case choices([Choice])
        /// Words of their own, or times.
        case words
    }

    /// One of a few answers.
    public struct Choice: Sendable, Hashable {
        /// The answer.
        public var text: String
        /// How often it was given.
        public var count: Int
    }

    /// Answers that were looked at.
    public var answers: Int
    /// Questions in the order of the questionnaire.
    public var questions: [Question]

    /// Questions shown.
    private static let questionLimit = 100
    /// Different answers that still are choices.
    private static let choiceLimit = 12
    /// Longest choice in characters.
    private static let choiceLength = 80

    /// Sums answers up.
    ///
    /// - Parameters:
    ///   - answers: The answers.
    ///   - hidden: Names of fields that are no questions.
    public init(_ answers: [SurveyAnswer], hidden: Set<String> = []) {
        self.answers = answers.count
        var values: [String: [String]] = [:]
        var order: [String] = []
        for answer in answers {
            let fields = answer.message.extra ?? [:]
            let body = answer.message.body
            // A dictionary has no order; the text of the answer has that of the questionnaire.
            let names = fields.keys.filter { !hidden.contains($0) }
                .map { (place: body.firstRange(of: $0)?.lowerBound ?? body.endIndex, name: $0) }
                .sorted { ($0.place, $0.name) < ($1.place, $1.name) }
            for (_, name) in names {
                guard let value = fields[name], values[name] != nil || values.count < Self.questionLimit else {
                    continue
                }
                if values[name] == nil { order.append(name) }
                values[name, default: []].append(value)
            }
        }
        questions = order.map { name in
            let given = values[name] ?? []
            return Question(text: name, answers: given.count, form: Self.form(of: given))
        }
    }

    private static func form(of values: [String]) -> Form {
        let numbers = values.compactMap { CellNumber($0)?.value }
        if let least = numbers.min(), let most = numbers.max(), numbers.count * 10 >= values.count * 8 {
            return .numbers(mean: numbers.reduce(0, +) / Double(numbers.count), least: least, most: most)
        }
        var counts: [String: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        // An answer that everybody words differently is no choice.
        let areChoices =
            counts.count <= choiceLimit && (counts.count * 2 <= values.count || counts.count <= 2)
            && counts.keys.allSatisfy { $0.count <= choiceLength }
        guard areChoices, values.allSatisfy({ (try? CellMoment($0)) == nil }) else { return .words }
        let choices = counts.map { Choice(text: $0.key, count: $0.value) }
        return .choices(choices.sorted { ($1.count, $0.text) < ($0.count, $1.text) })
    }
}
