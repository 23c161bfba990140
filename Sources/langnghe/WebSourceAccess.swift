import Casework
import CurlTransfer
import Intake
import OfficeConfiguration

extension WebAccess {
    /// What a configured web source makes its requests with.
    ///
    /// - Parameters:
    ///   - source: Name of the source.
    ///   - address: Where it is.
    /// - Returns: The requests.
    /// - Throws: ``TransferError`` when libcurl cannot be set up.
    func requests(
        of source: String, at address: OfficeConfiguration.WebAddress
    ) throws(TransferError) -> SourceRequests {
        try requests(
            of: source, addressPolicy: address.allowsPrivateNetwork ? .officeNetwork : .publicOnly,
            caFile: address.caFile, contact: address.contact)
    }
}

extension ItemLabels {
    /// Configured labels.
    ///
    /// - Throws: ``CommandFailure`` for words that the configuration's reader does not let through.
    init(_ written: OfficeConfiguration.ItemLabels) throws(CommandFailure) {
        let kinds: [String: WebItemRecord.Kind] = ["letter": .letter, "news": .feedEntry, "survey": .survey]
        guard let channel = Channel(rawValue: written.channel), let kind = kinds[written.kind] else {
            throw CommandFailure("There is no channel «\(written.channel)» or no kind «\(written.kind)».")
        }
        self.init(channel: channel, kind: kind)
    }
}
