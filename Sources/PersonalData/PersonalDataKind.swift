/// What kind of personal data a span holds; the raw values are part of the `triage` output.
public enum PersonalDataKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A telephone number, in digits or spoken in words.
    case phone
    /// A citizen's identity number (căn cước công dân, chứng minh nhân dân) or passport number.
    case nationalID = "national_id"
    /// A bank account or card number.
    case bankAccount = "bank_account"
    /// A vehicle's number plate.
    case plate
    /// An e-mail address.
    case email
    /// The full name of a private person.
    case personName = "person_name"
    /// A house number with its lane or street.
    case address

    /// What stands in a redacted text instead of the data.
    public var label: String {
        switch self {
        case .phone: "[số điện thoại]"
        case .nationalID: "[số định danh]"
        case .bankAccount: "[số tài khoản]"
        case .plate: "[biển số xe]"
        case .email: "[thư điện tử]"
        case .personName: "[họ tên]"
        case .address: "[địa chỉ]"
        }
    }
}
