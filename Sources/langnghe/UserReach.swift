public import ArgumentParser
public import Casework
import Foundation

/// Which cases an account sees, as options.
struct UserReach: ParsableArguments {
    @Option(
        help:
            "Queue that the account is named for; may be repeated. None: every queue that is not kept to named readers."
    )
    var queue: [String] = []
    @Option(help: "Code of a unit (province 2, commune 5 digits) that it is confined to; may be repeated.")
    var unit: [String] = []

    func validate() throws {
        guard unit.allSatisfy(Account.isUnitCode) else {
            throw ValidationError("A unit's code has two digits (province) or five (commune), for example 24 or 07210.")
        }
    }

    static var roles: String { OfficeRole.allCases.map(\.rawValue).joined(separator: ", ") }

    /// A password from standard input: on the command line, every user of the machine could read it.
    static func readPassword(for name: String) throws -> String {
        if isatty(STDIN_FILENO) == 1 {
            CommandFailure.report("Password for \(name) (at least 10 characters), then Enter:")
        }
        guard let password = readLine(strippingNewline: true), password.count >= 10 else {
            throw CommandFailure("The password must have at least 10 characters; type it on standard input.")
        }
        return password
    }
}

extension OfficeRole: ExpressibleByArgument {}
