/// A telephone number as text.
public enum PhoneText {
    /// The number with the nought in front that spreadsheets drop from numbers, and without the decoration they add.
    ///
    /// - Parameter cell: The cell.
    /// - Returns: The number; a cell that holds anything else as it is.
    public static func restored(_ cell: String) -> String {
        let digits = cell.filter { $0.isASCII && $0.isNumber }
        let isNumber = cell.allSatisfy { ($0.isASCII && $0.isNumber) || " .-()".contains($0) }
        // Mobile numbers have nine digits behind the nought and begin with 3, 5, 7, 8 or 9; others with 2 have ten.
        guard isNumber, let first = digits.first else { return cell }
        if digits.count == 9, "35789".contains(first) { return "0" + digits }
        if digits.count == 10, first == "2" { return "0" + digits }
        return cell
    }
}
