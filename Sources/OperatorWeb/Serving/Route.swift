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

    /// Whether who has to change the password may come: to do so, or to leave.
    var isForTemporaryPassword: Bool {
        ["/dang-xuat", OwnAccountPages.path, "\(OwnAccountPages.path)/mat-khau"].contains(path)
    }

    /// Every address there is; what is not listed here does not exist.
    static let all: [Route] = [
        .get("/", .officers) { visit in .redirect(visit.home) },
        .get("/dang-nhap", .everyone, LogInPages.form),
        .post("/dang-nhap", .everyone, LogInPages.logIn),
        .post("/dang-xuat", .officers, LogInPages.logOut),
        .post("/ngon-ngu", .everyone, LogInPages.switchLanguage),
        .get("/diem-nong", .having(.readCases), CaseListPages.escalations),
        .get("/canh-bao", .having(.readAlerts), AlertPages.list),
        .get("/canh-bao/{id}", .having(.readAlerts), AlertPages.show),
        .post("/canh-bao/{id}/viec", .having(.actOnCases), AlertPages.act),
        .get(CuePages.path, .having(.readAlerts), CuePages.show),
        .post("\(CuePages.path)/{cue}/dat-lai", .having(.tuneAlerts), CuePages.reset),
        .get(AlertArchivePages.archivePath, .having(.readAlerts), AlertArchivePages.archive),
        .get(AlertArchivePages.recurrentPath, .having(.readAlerts), AlertArchivePages.recurrent),
        .post("/tin-bao/{id}/gui-lai", .having(.actOnCases), NoticeActions.retry),
        .get("/hang-doi/{id}", .having(.readCases), CaseListPages.queue),
        .get("/tat-ca", .having(.readCases), CaseListPages.all),
        .get("/ho-so/{code}", .officers, CasePages.show),
        .get("/ho-so/{code}/trich-yeu", .having(.readCases), SummarySheet.show),
        .post("/ho-so/{code}/danh-tinh", .having(.openIdentities), IdentityPages.open),
        .post("/ho-so/{code}/ban-goc/{number}", .having(.openIdentities), IdentityPages.original),
        .get("/ho-so/{code}/tep/{number}/{attachment}", .having(.readCases), AttachmentPages.download),
        .post("/ho-so/{code}/tep/{number}/{attachment}", .having(.openIdentities), AttachmentPages.open),
        .post("/ho-so/{code}/tep/{number}/{attachment}/doc-lai", .having(.actOnCases), AttachmentPages.readAgain),
        .post("/ho-so/{code}/nhan", .having(.actOnCases), CaseActions.take),
        .post("/ho-so/{code}/xac-nhan", .having(.actOnCases), CaseActions.confirmTopics),
        .post("/ho-so/{code}/sua-linh-vuc", .having(.actOnCases), CaseActions.correctTopics),
        .post("/ho-so/{code}/buoc", .having(.actOnCases), HandlingActions.move),
        .get(DuePages.path, .having(.readCases), DuePages.list),
        .get(RoutingPage.path, .having(.readCases), RoutingPage.show),
        .post("\(RoutingPage.path)/thu", .having(.readCases), RoutingPage.tryLetter),
        .post("\(RoutingPage.path)/vang-mat", .having(.actOnCases), AbsenceActions.enter),
        .post("\(RoutingPage.path)/vang-mat/{id}/bo", .having(.actOnCases), AbsenceActions.end),
        .post("/ho-so/{code}/lien-ket/{other}", .having(.actOnCases), LinkedCases.accept),
        .post("/ho-so/{code}/tach/{other}", .having(.actOnCases), LinkedCases.part),
        .post("/ho-so/{code}/cung-noi-dung", .having(.actOnCases), LinkedCases.acceptCopies),
        .get("/ho-so/{code}/so-sanh/{other}", .having(.readCases), ComparisonPage.show),
        .post("/ho-so/{code}/tra-loi", .having(.actOnCases), AnswerParts.send),
        .get("/thu-di", .having(.actOnCases), OutboxPages.list),
        .post("/thu-di/{id}/quyet-dinh", .having(.actOnCases), OutboxPages.decide),
        .get("/cach-ly", .having(.handleQuarantine), QuarantinePages.list),
        .get("/cach-ly/{id}", .having(.handleQuarantine), QuarantinePages.show),
        .get("/cach-ly/{id}/ban-goc", .having(.handleQuarantine), QuarantinePages.original),
        .post("/cach-ly/{id}/thu-lai", .having(.handleQuarantine), QuarantinePages.retry),
        .post("/cach-ly/thu-lai-tat-ca", .having(.handleQuarantine), QuarantinePages.retryAll),
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
        .get(EntryPages.path, .having(.fileCases), EntryPages.form),
        .upload(EntryPages.path, .having(.fileCases), bytes: EntryPages.uploadBytes, EntryPages.send),
        .upload("\(EntryPages.path)/zalo", .having(.fileCases), bytes: 1 << 20, ZaloPastePages.split),
        .upload("\(EntryPages.path)/zalo/xac-nhan", .having(.fileCases), bytes: 2 << 20, ZaloPastePages.confirm),
        .get("\(EntryPages.path)/da-nhap", .having(.fileCases), OwnEntryPages.list),
        .get("\(EntryPages.path)/da-nhap/{id}", .having(.fileCases), OwnEntryPages.show),
        .get(SourcesPage.path, .officers, SourcesPage.list),
        .post("\(SourcesPage.path)/tam-dung", .having(.manageSources), SourceActions.pause),
        .post("\(SourcesPage.path)/tiep-tuc", .having(.manageSources), SourceActions.resume),
        .post("\(SourcesPage.path)/thu-ngay", .having(.manageSources), SourceActions.tryNow),
        .get(RetentionPage.path, .having(.decideRetention), RetentionPage.show),
        .post("\(RetentionPage.path)/thuc-hien", .having(.decideRetention), RetentionPage.run),
        .post("/ho-so/{code}/giu", .having(.decideRetention), RetentionBox.set),
        .post("/ho-so/{code}/bo-giu", .having(.decideRetention), RetentionBox.lift),
        .post("/ho-so/{code}/tep/{number}/{attachment}/go-bo", .having(.actOnCases), AttachmentPages.remove),
        .get("/khong-mo-ho-so", .having(.handleQuarantine), SetAsidePage.list),
        .get(DialoguePages.path, .having(.readCases), DialoguePages.list),
        .post(DialoguePages.path, .having(.actOnCases), DialoguePages.record),
        .get("\(DialoguePages.path)/moi", .having(.actOnCases), DialoguePages.form),
        .get("\(DialoguePages.path)/{id}", .having(.readCases), DialoguePages.show),
        .post("\(DialoguePages.path)/{id}/loi-hua", .having(.actOnCases), DialoguePages.addPromise),
        .get(PromisePages.path, .having(.readCases), PromisePages.list),
        .get("\(PromisePages.path)/tai-ve", .having(.readCases), PromisePages.download),
        .get("\(PromisePages.path)/{id}", .having(.readCases), PromiseForms.show),
        .post("\(PromisePages.path)/{id}/viec", .having(.actOnCases), PromiseForms.act),
        .post("/ho-so/{code}/loi-hua", .having(.actOnCases), PromiseBox.record),
        .post("/ho-so/{code}/danh-gia", .having(.actOnCases), SatisfactionBox.record),
        .post("/ho-so/{code}/danh-gia/mo-lai", .having(.actOnCases), SatisfactionBox.reopen),
        .post("/ho-so/{code}/danh-gia/giu", .having(.actOnCases), SatisfactionBox.keepOutcome),
        .get("/ho-so/{code}/cong-khai", .having(.actOnCases), PublicationPages.show),
        .post("/ho-so/{code}/cong-khai", .having(.actOnCases), PublicationPages.save),
        .post("/ho-so/{code}/cong-khai/dang", .having(.publishAnswers), PublicationPages.publish),
        .post("/ho-so/{code}/cong-khai/go", .having(.publishAnswers), PublicationPages.withdraw),
        .get("/cho-cong-khai", .having(.actOnCases), PublicationPages.list),
        .get("/can-xem-lai", .having(.readCases), SatisfactionBox.list),
        .get("/khao-sat", .having(.readCases), SurveyPages.list),
        .get("/khao-sat/{source}", .having(.readCases), SurveyPages.show),
        .get("/bao-cao", .having(.readReports), ReportPages.show),
        .get("/bao-cao/tai-ve", .having(.readReports), ReportPages.download),
        .get(OwnAccountPages.path, .officers, OwnAccountPages.show),
        .post("\(OwnAccountPages.path)/mat-khau", .officers, OwnAccountPages.changePassword),
        .post("\(OwnAccountPages.path)/phien", .officers, OwnAccountPages.endOtherSessions),
        .get(AccountPages.path, .having(.manageUsers), AccountPages.list),
        .post(AccountPages.path, .having(.manageUsers), AccountPages.add),
        .get("\(AccountPages.path)/{name}", .having(.manageUsers), AccountPages.show),
        .post("\(AccountPages.path)/{name}", .having(.manageUsers), AccountPages.change),
        .post("\(AccountPages.path)/{name}/mat-khau", .having(.manageUsers), AccountPages.resetPassword),
        .post("\(AccountPages.path)/{name}/mo-khoa", .having(.manageUsers), AccountPages.unlock),
        .post("\(AccountPages.path)/{name}/phien", .having(.manageUsers), AccountPages.endSessions),
        .get(AuditPages.path, .having(.readAuditLog), AuditPages.list),
        .get("\(AuditPages.path)/kiem-tra", .having(.readAuditLog), AuditPages.check),
        .get("\(AuditPages.path)/tai-ve", .having(.readAuditLog), AuditPages.download),
        .get("/health", .everyone, HealthAnswer.check),
        .get(Stylesheet.path, .everyone) { _ in Stylesheet.answer },
    ]
}
