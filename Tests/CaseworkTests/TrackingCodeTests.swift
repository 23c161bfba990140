import Casework
import Foundation
import Testing

@Suite struct TrackingCodeTests {
    private let codes = (0..<200).map { _ in TrackingCode.random() }

    @Test func aCodeHasNineDigitsAndIsShownInThrees() {
        for code in codes {
            #expect(code.digits.count == 9 && code.digits.allSatisfy(\.isNumber))
            #expect(code.description.split(separator: "-").map(\.count) == [3, 3, 3])
            #expect(TrackingCode(code.description) == code && TrackingCode(code.digits) == code)
        }
    }

    @Test func everySingleWrongDigitShows() {
        for code in codes {
            for index in 0..<9 {
                for digit in "0123456789" {
                    var digits = Array(code.digits)
                    guard digits[index] != digit else { continue }
                    digits[index] = digit
                    #expect(TrackingCode(String(digits)) == nil)
                }
            }
        }
    }

    @Test func everySwapOfNeighboursShows() {
        for code in codes {
            for index in 0..<8 {
                var digits = Array(code.digits)
                guard digits[index] != digits[index + 1] else { continue }
                digits.swapAt(index, index + 1)
                #expect(TrackingCode(String(digits)) == nil)
            }
        }
    }

    @Test func spacesDotsAndHyphensAreSkipped() {
        let code = TrackingCode.random()
        let spaced = code.digits.map(String.init).joined(separator: " ")
        #expect(TrackingCode(spaced) == code)
        #expect(TrackingCode(" \(code.description.replacing("-", with: ".")) ") == code)
    }

    @Test(arguments: [
        "", "-", "12345678", "1234567890", "48271935x", "٤٨٢٧١٩٣٥٦", "４８２７１９３５６", "482–719–356", "482\0719356",
        String(repeating: "0", count: 100_000), String(repeating: " ", count: 100_000),
    ])
    func whatIsNotACodeIsRefused(_ text: String) { #expect(TrackingCode(text) == nil) }

    @Test func jsonHoldsTheShownForm() throws {
        let code = TrackingCode.random()
        let json = try JSONEncoder().encode([code])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(code.description)\"]")
        #expect(try JSONDecoder().decode([TrackingCode].self, from: json) == [code])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TrackingCode].self, from: Data("[\"123\"]".utf8))
        }
    }
}
