import Casework
import OfficeConfiguration
import Places

extension OfficeConfiguration {
    /// The letterhead as configured; without a place of its own, that of the office's home.
    ///
    /// - Parameter gazetteer: Names of units.
    /// - Returns: The letterhead.
    func officeLetterhead(_ gazetteer: Gazetteer) -> Casework.Letterhead {
        let written = letterhead ?? Letterhead()
        return Casework.Letterhead(
            superior: written.superior, place: written.place ?? homeName(gazetteer), symbol: written.symbol,
            copies: written.copies, signatoryTitle: written.signatoryTitle, signatory: written.signatory)
    }

    private func homeName(_ gazetteer: Gazetteer) -> String? {
        guard let home, let place = try? HomePlace(province: home.province, commune: home.commune, in: gazetteer) else {
            return nil
        }
        return place.letterName(in: gazetteer)
    }
}
