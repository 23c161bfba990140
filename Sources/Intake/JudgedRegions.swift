public import Casework
public import Classification
public import TextRegions

/// What the parts of a body are to triage.
public enum JudgedRegions {
    /// The regions of a body that came without any.
    ///
    /// Only mail programs quote and sign: in a form, a post or a text message a line with `>` is the writer's own.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - subject: The subject line, which may say that the letter is passed on.
    ///   - channel: The way the message came.
    /// - Returns: The regions in order; none when all of the body is the letter.
    public static func regions(of body: String, subject: String?, channel: Channel) -> [BodyRegion] {
        guard channel == .email else { return [] }
        return regions(
            TextRegions.regions(of: body, isForwarded: TextRegions.isForward(subject: subject)), of: body)
    }

    /// The regions of a body whose parts are known.
    ///
    /// - Parameters:
    ///   - parts: The parts, as the mail reader found them.
    ///   - body: The body.
    /// - Returns: The regions in order; none when all of the body is the letter.
    public static func regions(_ parts: [TextRegion], of body: String) -> [BodyRegion] {
        guard parts.contains(where: { $0.kind != .body }) else { return [] }
        return TextRegions.judged(parts, in: body).map { part in
            BodyRegion(region: region(part.kind), start: part.start, end: part.end)
        }
    }

    private static func region(_ kind: TextRegion.Kind) -> Region {
        switch kind {
        case .body: .body
        case .quoted: .quoted
        case .forwarded: .forwarded
        case .signature: .signature
        case .boilerplate: .boilerplate
        }
    }
}
