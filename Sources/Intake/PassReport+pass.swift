public import Casework

extension PassReport {
    /// The report of a good pass.
    ///
    /// - Parameters:
    ///   - pass: What it brought.
    ///   - source: Name of the source.
    ///   - part: The folder; empty for sources that have none.
    ///   - fingerprint: What it signed in with, as ``SourcePart/fingerprint``.
    ///   - time: When it ended.
    public init(of pass: WebPass, source: String, part: String, fingerprint: String, at time: Timestamp) {
        self.init(
            source: source, part: part, at: time,
            outcome: .success(notice: pass.notices.isEmpty ? nil : pass.notices.joined(separator: " ")),
            fingerprint: fingerprint, credentialExpiresAt: pass.credentialExpiresAt, drift: Self.drift(of: pass),
            notBefore: pass.notBefore)
    }

    private static func drift(of pass: WebPass) -> Drift {
        guard let missing = pass.missingFields else { return .unknown }
        guard !missing.isEmpty else { return .none }
        return .missing(missing.sorted().prefix(20).map(SchemaDrift.notice).joined(separator: " "))
    }
}
