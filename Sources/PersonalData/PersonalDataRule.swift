/// The rule that found a span of personal data; the raw value is what an explanation shows.
public enum PersonalDataRule: String, Sendable, Hashable, Codable, CaseIterable {
    /// Ten digits with a mobile prefix, or the eleven of before 2018.
    case mobile = "phone.mobile"
    /// A land line with its area code.
    case landLine = "phone.land_line"
    /// A number that starts with the country code 84.
    case international = "phone.international"
    /// Digits after a word such as "điện thoại" that have no complete prefix.
    case phoneAfterCue = "phone.cue"
    /// Digits spoken or typed in words.
    case spokenPhone = "phone.spoken"
    /// A service number 1800 or 1900, which belongs to nobody in particular.
    case serviceNumber = "phone.service"
    /// Twelve digits with a province code and a possible year of birth.
    case citizenNumber = "national_id.shape"
    /// Digits after "CCCD", "CMND", "căn cước" and the like.
    case identityAfterCue = "national_id.cue"
    /// Twelve digits of an identity number spoken in words.
    case spokenIdentity = "national_id.spoken"
    /// Letter and digits after "hộ chiếu".
    case passport = "national_id.passport"
    /// Digits after "số tài khoản", "STK" and the like.
    case accountAfterCue = "bank_account.cue"
    /// Digits beside the name of a bank.
    case accountBesideBank = "bank_account.bank_name"
    /// A card number of the national switch, 9704.
    case card = "bank_account.card"
    /// A plate by its shape alone.
    case plateShape = "plate.shape"
    /// A plate of looser shape after a word such as "xe" or "biển số".
    case plateAfterCue = "plate.cue"
    /// An address with an at sign.
    case emailAddress = "email.address"
    /// An address whose at sign is spelled out.
    case spelledEmail = "email.spelled"
    /// An address in a domain of the state or the Party.
    case officeEmail = "email.office"
    /// A name after "tôi là", "họ và tên", "người làm đơn" and the like.
    case nameAfterCue = "person_name.cue"
    /// A name after "ông", "bà", "anh", "chị" and the like.
    case nameAfterTitle = "person_name.title"
    /// A family name, a middle name such as Văn or Thị, and a given name.
    case nameShape = "person_name.shape"
    /// A name right before an identity number, telephone number, year of birth or age.
    case nameBeforeData = "person_name.before_data"
    /// A name that has a line to itself.
    case signature = "person_name.signature"
    /// A name that the message gives away elsewhere: in its head, or in plainer words.
    case knownName = "person_name.known"
    /// The part before the at sign of a known e-mail address, standing alone.
    case knownMailbox = "email.known"
    /// A name after "đồng chí" or a public office of high rank.
    case publicOffice = "person_name.public_office"
    /// A house number with lane or street.
    case houseNumber = "address.house_number"
    /// A flat or room in a building.
    case flat = "address.flat"
    /// A lane number with a house number after a slash.
    case laneNumber = "address.lane_number"

    /// Whether what the rule finds belongs to a private person.
    var isPersonal: Bool {
        switch self {
        case .serviceNumber, .officeEmail, .publicOffice: false
        default: true
        }
    }
}
