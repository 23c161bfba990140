import Casework

/// One address of the site.
struct Route: Sendable {
    /// Who may come.
    enum Access: Sendable, Equatable {
        /// Everyone.
        case everyone
        /// Officers who have logged in.
        case officers
        /// Who has logged in and has this right; for everybody else the page does not exist.
        case having(OfficeRight)
    }

    /// Whether it takes form posts; otherwise it is read.
    let isPost: Bool
    /// Path; parts in braces are parameters.
    let path: String
    let access: Access
    /// Most bytes of a body; only who has logged in may send more than a plain form needs.
    var bodyLimit = Route.formBytes
    let answer: @Sendable (Visit) async throws -> PageAnswer

    /// Most bytes of a plain form.
    static let formBytes = 64 * 1024

    static func get(
        _ path: String, _ access: Access = .officers, _ answer: @escaping @Sendable (Visit) async throws -> PageAnswer
    ) -> Route { Route(isPost: false, path: path, access: access, answer: answer) }

    static func post(
        _ path: String, _ access: Access = .officers, _ answer: @escaping @Sendable (Visit) async throws -> PageAnswer
    ) -> Route { Route(isPost: true, path: path, access: access, answer: answer) }

    static func upload(
        _ path: String, _ access: Access, bytes: Int,
        _ answer: @escaping @Sendable (Visit) async throws -> PageAnswer
    ) -> Route { Route(isPost: true, path: path, access: access, bodyLimit: bytes, answer: answer) }

    /// Every address there is; what is not listed here does not exist.
    static let all: [Route] = [
        .get("/", .officers) { visit in .redirect(LocalPath(visit.startPath)) },
        .get("/dang-nhap", .everyone, LogInPages.form),
        .post("/dang-nhap", .everyone, LogInPages.logIn),
        .post("/dang-xuat", .officers, LogInPages.logOut),
        .post("/ngon-ngu", .everyone, LogInPages.switchLanguage),
        .get("/diem-nong", .officers, CaseListPages.escalations),
        .get("/canh-bao", .officers, AlertPages.list),
        .get("/canh-bao/{id}", .officers, AlertPages.show),
        .post("/canh-bao/{id}/viec", .officers, AlertPages.act),
        .post("/tin-bao/{id}/gui-lai", .officers, NoticeActions.retry),
        .get("/hang-doi/{id}", .officers, CaseListPages.queue),
        .get("/tat-ca", .officers, CaseListPages.all),
        .get("/ho-so/{code}", .officers, CasePages.show),
        .get("/ho-so/{code}/ban-goc/{number}", .officers, CasePages.original),
        .get("/ho-so/{code}/tep/{number}/{attachment}", .officers, AttachmentPages.download),
        .post("/ho-so/{code}/tep/{number}/{attachment}/doc-lai", .officers, AttachmentPages.readAgain),
        .post("/ho-so/{code}/nhan", .officers, CaseActions.take),
        .post("/ho-so/{code}/xac-nhan", .officers, CaseActions.confirmTopics),
        .post("/ho-so/{code}/sua-linh-vuc", .officers, CaseActions.correctTopics),
        .post("/ho-so/{code}/buoc", .officers, HandlingActions.move),
        .get("/ho-so/{code}/tach-don", .having(.actOnCases), SplitPages.form),
        .upload("/ho-so/{code}/tach-don", .having(.actOnCases), bytes: 256 * 1024, SplitPages.send),
        .post("/ho-so/{code}/nhap", .having(.actOnCases), FamilyBox.merge),
        .post("/ho-so/{code}/chuyen-tin/{other}", .having(.actOnCases), FamilyBox.give),
        .get(ReminderPages.path, .having(.actOnCases), ReminderPages.list),
        .get("\(ReminderPages.path)/{id}", .having(.actOnCases), ReminderPages.show),
        .get("\(ReminderPages.path)/{id}/tai-ve", .having(.actOnCases), ReminderPages.download),
        .post("\(ReminderPages.path)/{id}", .having(.actOnCases), ReminderPages.sent),
        .post("/ho-so/{code}/kiem-tra", .having(.actOnCases), CheckBox.decide),
        .post("/ho-so/{code}/so-nguoi", .having(.actOnCases), CheckBox.decidePeople),
        .get("/han-xu-ly", .officers, DuePages.list),
        .post("/ho-so/{code}/lien-ket/{other}", .officers, LinkedCases.accept),
        .post("/ho-so/{code}/tach/{other}", .officers, LinkedCases.part),
        .post("/ho-so/{code}/cung-noi-dung", .officers, LinkedCases.acceptCopies),
        .get("/ho-so/{code}/so-sanh/{other}", .officers, ComparisonPage.show),
        .post("/ho-so/{code}/tra-loi", .officers, AnswerParts.send),
        .get(EntryPages.path, .having(.fileCases), EntryPages.form),
        .upload(EntryPages.path, .having(.fileCases), bytes: EntryPages.uploadBytes, EntryPages.send),
        .upload("\(EntryPages.path)/zalo", .having(.fileCases), bytes: 1 << 20, ZaloPastePages.split),
        .upload("\(EntryPages.path)/zalo/xac-nhan", .having(.fileCases), bytes: 2 << 20, ZaloPastePages.confirm),
        .get("\(EntryPages.path)/da-nhap", .having(.fileCases), OwnEntryPages.list),
        .get("\(EntryPages.path)/da-nhap/{id}", .having(.fileCases), OwnEntryPages.show),
        .get("/thu-di", .officers, OutboxPages.list),
        .post("/thu-di/{id}/quyet-dinh", .officers, OutboxPages.decide),
        .get("/cach-ly", .officers, QuarantinePages.list),
        .get("/cach-ly/{id}", .officers, QuarantinePages.show),
        .get("/cach-ly/{id}/ban-goc", .officers, QuarantinePages.original),
        .post("/cach-ly/{id}/thu-lai", .officers, QuarantinePages.retry),
        .post("/cach-ly/thu-lai-tat-ca", .officers, QuarantinePages.retryAll),
        .get(SourcesPage.path, .officers, SourcesPage.list),
        .post("\(SourcesPage.path)/tam-dung", .officers, SourceActions.pause),
        .post("\(SourcesPage.path)/tiep-tuc", .officers, SourceActions.resume),
        .post("\(SourcesPage.path)/thu-ngay", .officers, SourceActions.tryNow),
        .get("/khong-mo-ho-so", .officers, SetAsidePage.list),
        .get("/khao-sat", .officers, SurveyPages.list),
        .get("/khao-sat/{source}", .officers, SurveyPages.show),
        .get("/bao-cao", .officers, ReportPages.show),
        .get("/bao-cao/tai-ve", .officers, ReportPages.download),
        .get("/health", .everyone, HealthAnswer.check),
        .get(Stylesheet.path, .everyone) { _ in Stylesheet.answer },
    ]
}
