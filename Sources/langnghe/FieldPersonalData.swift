import Classification
import JSONWriting
import PersonalData

/// Personal data in one field of a message, as `triage` prints it.
struct FieldPersonalData: JSONWritable {
    var kind: PersonalDataKind
    var field: Field
    var start: Int
    var end: Int

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("end", end)
            json.member("field", field)
            json.member("kind", kind.rawValue)
            json.member("start", start)
        }
    }

    /// The personal data of a message: those of the subject, then those of the body, each in the order of the text.
    ///
    /// Both are looked through whole: a quotation holds telephone numbers too.
    static func found(subject: String?, body: String) -> [FieldPersonalData] {
        [(Field.subject, subject ?? ""), (.body, body)].flatMap { field, text in
            PersonalDataFinder.spans(in: text).map { span in
                FieldPersonalData(kind: span.kind, field: field, start: span.start, end: span.end)
            }
        }
    }
}
