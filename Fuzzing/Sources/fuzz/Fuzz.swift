import Foundation

/// What libFuzzer's main function calls with each input; the target's name stands in FUZZ_TARGET.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    test(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

private let test: @Sendable ([UInt8]) -> Void = {
    switch ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.init(rawValue:)) {
    case .fold: checkFold
    case .match: checkMatch
    case .rules: checkRules
    case .charset: checkCharset
    case .personalData: checkPersonalData
    case .mail: checkMail
    case .imap: checkIMAP
    case nil:
        fatalError("set FUZZ_TARGET to \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
}()
