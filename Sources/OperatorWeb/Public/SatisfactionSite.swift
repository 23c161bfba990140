public import Casework
import CivilCalendar
import Reporting

/// The page on which a citizen says, by a signed link, what they think of an outcome.
///
/// It tells nothing of a case but its code and the day on which it came, and that only to who has a link that was signed
/// here; whatever else is asked for gets one and the same answer.
public struct SatisfactionSite: Sendable {
    private let store: any SatisfactionStore & OutboxStore
    private let frame: PublicFrame
    private let clock: @Sendable () -> Timestamp

    /// Creates the page.
    ///
    /// - Parameters:
    ///   - store: Opinions, and the key that signs links.
    ///   - officeName: Name of the office.
    ///   - clock: The current instant.
    public init(
        store: any SatisfactionStore & OutboxStore, officeName: String,
        clock: @escaping @Sendable () -> Timestamp = { Timestamp.now() }
    ) {
        self.store = store
        frame = PublicFrame(officeName: officeName)
        self.clock = clock
    }

    private static let path = "/danh-gia/{token}"
    private static let pace = StrangerRoute.Pace(burst: 20, perMinute: 20)
    /// A remark of the longest kind, each byte of it percent-encoded.
    private static let bodyLimit = 16 * 1024

    /// Its addresses.
    public var routes: [StrangerRoute] {
        [
            StrangerRoute(.get, Self.path, pace: Self.pace) { request in await show(request) },
            StrangerRoute(.post, Self.path, bodyLimit: Self.bodyLimit, pace: Self.pace) { request in
                await take(request)
            },
        ]
    }

    /// What a token leads to.
    private enum Door {
        case open(SatisfactionToken, SatisfactionInvitation)
        case expired
        case none
    }

    private func door(_ request: StrangerRequest) async throws(StoreError) -> Door {
        guard let token = SatisfactionToken(request.parameters["token"] ?? "") else { return .none }
        guard try await store.threadKey().signed(token) else { return .none }
        guard LocalMoment(utcMilliseconds: clock().rawValue).date <= token.lastDay else { return .expired }
        guard let invitation = try await store.satisfactionInvitation(of: token.code) else { return .none }
        return .open(token, invitation)
    }

    private func show(_ request: StrangerRequest) async -> StrangerAnswer {
        do throws(StoreError) {
            switch try await door(request) {
            case .open(let token, let invitation): return form(token, invitation, request, problem: nil)
            case .expired: return expired
            case .none: return missing
            }
        } catch {
            return later
        }
    }

    private func take(_ request: StrangerRequest) async -> StrangerAnswer {
        do throws(StoreError) {
            switch try await door(request) {
            case .open(let token, let invitation):
                let fields = request.form()
                guard let grade = fields["danh_gia"].flatMap({ SatisfactionGrade(rawValue: $0) }) else {
                    return form(token, invitation, request, problem: "Xin chọn một trong ba mức đánh giá.")
                }
                let remark = fields["nhan_xet"] ?? ""
                guard remark.unicodeScalars.count <= SatisfactionRecord.remarkLimit else {
                    return form(
                        token, invitation, request,
                        problem: "Nhận xét dài quá \(SatisfactionRecord.remarkLimit) ký tự. Xin viết ngắn lại.")
                }
                guard try await store.take(grade, remark: remark, of: token.code, at: clock()) else { return kept }
                return thanks(token, grade)
            case .expired: return expired
            case .none: return missing
            }
        } catch {
            return later
        }
    }

    // MARK: Pages

    private func form(
        _ token: SatisfactionToken, _ invitation: SatisfactionInvitation, _ request: StrangerRequest, problem: String?
    ) -> StrangerAnswer {
        let sent = request.form()
        let chosen = sent["danh_gia"].flatMap { SatisfactionGrade(rawValue: $0) } ?? invitation.answered
        let received = LocalMoment(utcMilliseconds: invitation.receivedAt.rawValue).date.vietnamese
        let body = frame.page("Đánh giá kết quả giải quyết") { page in
            page.element("h1", text: "Đánh giá kết quả giải quyết")
            page.element("p", .kind("lead"), text: "Hồ sơ \(token.code), tiếp nhận ngày \(received).")
            if let problem {
                page.element("div", .kind("problem"), .set("role", "alert")) { page in
                    page.element("p", text: problem)
                }
            }
            page.element("form", .set("method", "post"), .set("action", "/danh-gia/\(token.text)")) { page in
                page.element("fieldset") { page in
                    page.element("legend", text: "Ông/bà thấy kết quả giải quyết thế nào?")
                    for grade in SatisfactionGrade.allCases {
                        page.element("label", .kind("choice")) { page in
                            page.void(
                                "input", .set("type", "radio"), .set("name", "danh_gia"), .set("value", grade.rawValue),
                                .flag("checked", when: grade == chosen), .flag("required"))
                            page.text(grade.vietnameseName)
                        }
                    }
                }
                page.element("label", .set("for", "nhan_xet"), text: "Nhận xét (không bắt buộc)")
                page.element(
                    "textarea", .set("id", "nhan_xet"), .set("name", "nhan_xet"), .set("rows", "4"),
                    .set("maxlength", String(SatisfactionRecord.remarkLimit)), text: sent["nhan_xet"] ?? "")
                page.element(
                    "p", .kind("note"),
                    text: "Xin không ghi họ tên, số điện thoại, địa chỉ. Ông/bà có thể đổi đánh giá đến hết ngày "
                        + "\(token.lastDay.vietnamese).")
                page.element("button", text: "Gửi đánh giá")
            }
        }
        return Self.html(problem == nil ? 200 : 422, body)
    }

    private func thanks(_ token: SatisfactionToken, _ grade: SatisfactionGrade) -> StrangerAnswer {
        let body = frame.page("Đã ghi nhận đánh giá") { page in
            page.element("h1", text: "Cảm ơn ông/bà")
            page.element(
                "p", .kind("done"), .set("role", "status"),
                text: "Đã ghi nhận đánh giá «\(grade.vietnameseName)» cho hồ sơ \(token.code).")
            page.element("p") { page in
                page.text("Ông/bà có thể đổi đánh giá đến hết ngày \(token.lastDay.vietnamese): ")
                page.element("a", .set("href", "/danh-gia/\(token.text)"), text: "sửa đánh giá")
            }
        }
        return Self.html(200, body)
    }

    /// A page of one sentence.
    private func notice(_ status: Int, _ title: String, _ words: String) -> StrangerAnswer {
        Self.html(
            status,
            frame.page(title) { page in
                page.element("h1", text: title)
                page.element("p", text: words)
            })
    }

    private var expired: StrangerAnswer {
        notice(
            410, "Đường dẫn đã hết hạn", "Ông/bà vẫn có thể trả lời thư của cơ quan hoặc gọi điện để nêu ý kiến.")
    }

    private var kept: StrangerAnswer {
        notice(
            409, "Chưa ghi nhận", "Đánh giá đã được đổi quá nhiều lần; lần gần nhất được giữ.")
    }

    private var missing: StrangerAnswer {
        notice(
            404, "Không có trang này", "Xin kiểm tra lại đường dẫn trong thư của cơ quan.")
    }

    private var later: StrangerAnswer {
        var answer = Self.html(
            503,
            frame.page("Xin thử lại sau") { page in
                page.element("h1", text: "Xin thử lại sau ít phút")
                page.element("p", text: "Hệ thống đang bận; đánh giá chưa được ghi nhận.")
            })
        answer.retryAfter = 60
        return answer
    }

    private static func html(_ status: Int, _ body: [UInt8]) -> StrangerAnswer {
        StrangerAnswer(status: status, contentType: "text/html; charset=utf-8", body: body)
    }
}
