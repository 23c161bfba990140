import Casework
import Reporting

/// What an administrator fills in about an account.
struct AccountForm {
    let visit: Visit

    /// The role, queues, units and name that were sent.
    ///
    /// - Throws: ``PageProblem/notFound`` for a role or queue that does not exist: the form offers none.
    func fill(_ account: Account) throws -> (account: Account, problem: ScreenText?) {
        var account = account
        let form = visit.request.form
        guard let role = form["vai_tro"].flatMap({ OfficeRole(rawValue: $0) }) else { throw PageProblem.notFound }
        account.role = role
        let name = (form["ho_ten"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        account.displayName = name.isEmpty ? account.name : String(name.prefix(100))
        let known = Set(visit.vocabulary.routing.queues.map(\.id))
        account.queues = Set(form.all("hang_doi")).intersection(known)
        let units = (form["dia_ban"] ?? "").split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
        guard units.count <= 500, units.allSatisfy(Account.isUnitCode) else { return (account, .unitsUnfit) }
        account.units = Set(units)
        account.isActive = form["dang_nhap"] != "0"
        return (account, nil)
    }

    /// Writes the fields, filled with an account.
    func write(_ account: Account, showsState: Bool, to page: inout HTML) {
        page.element("label", .set("for", "ho-ten"), text: visit.say(.displayName))
        page.void(
            "input", .set("id", "ho-ten"), .set("name", "ho_ten"), .set("maxlength", "100"),
            .set("value", account.displayName))
        page.element("label", .set("for", "vai-tro"), text: visit.say(.role))
        page.element("select", .set("id", "vai-tro"), .set("name", "vai_tro")) { page in
            for role in OfficeRole.allCases {
                page.element(
                    "option", .set("value", role.rawValue), .flag("selected", when: role == account.role),
                    text: visit.say(.name(of: role)))
            }
        }
        page.element("fieldset") { page in
            page.element("legend", text: visit.say(.namedQueues))
            for queue in visit.vocabulary.routing.queues {
                page.element("label", .kind("choice")) { page in
                    page.void(
                        "input", .set("type", "checkbox"), .set("name", "hang_doi"), .set("value", queue.id),
                        .flag("checked", when: account.queues.contains(queue.id)))
                    page.text(queue.isClosed ? "\(queue.name) (\(visit.say(.closedQueue)))" : queue.name)
                }
            }
        }
        page.element("label", .set("for", "dia-ban"), text: visit.say(.namedUnits))
        page.void(
            "input", .set("id", "dia-ban"), .set("name", "dia_ban"), .set("maxlength", "3000"),
            .set("value", account.units.sorted().joined(separator: ", ")))
        guard showsState else { return }
        page.element("label", .set("for", "dang-nhap"), text: visit.say(.accountStanding))
        page.element("select", .set("id", "dang-nhap"), .set("name", "dang_nhap")) { page in
            for (value, name, isChosen) in [
                ("1", ScreenText.active, account.isActive), ("0", .inactive, !account.isActive),
            ] {
                page.element(
                    "option", .set("value", value), .flag("selected", when: isChosen), text: visit.say(name))
            }
        }
    }
}
