import Foundation

/// Whether a target must spoil what the library gave back.
///
/// That proves that the target would notice a bug of that kind.
let hasPlantedBug = ProcessInfo.processInfo.environment["FUZZ_PLANTED_BUG"] == "1"

/// Stops the process, which libFuzzer takes for a find, when a property does not hold.
func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { fatalError("property broken: \(message())") }
}

/// Whether bytes are UTF-8 throughout.
func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

/// Whether an offset lies inside a UTF-8 sequence.
func splitsCharacter(_ bytes: [UInt8], _ offset: Int) -> Bool { offset < bytes.count && bytes[offset] & 0xC0 == 0x80 }
