/// What can be fuzzed; the raw value is what FUZZ_TARGET holds and names the folder of seeds.
enum FuzzTarget: String, CaseIterable {
    case fold
    case match
    case rules
    case charset
    case personalData = "personal-data"
    case mail
    case imap
}
