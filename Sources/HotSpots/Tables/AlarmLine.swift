/// Lines of an alarm file: `time,communes,topic,score`, communes joined with semicolons, times local.
public struct AlarmLine: Sendable {
    private let detectorPlaces: [WatchPlace]
    private let minutesAheadOfUTC: Int

    /// The header.
    public static let header = "time,communes,topic,score\n"

    /// Creates a writer for the places of a detector.
    public init(_ detector: HotSpotDetector) {
        detectorPlaces = detector.places
        minutesAheadOfUTC = detector.options.minutesAheadOfUTC
    }

    /// One line with its end.
    ///
    /// The time is the first full minute at which the score was known, so that nobody reads it before it could be.
    public func text(time: HotSpotTime, places: [Int], topic: String, score: Double) -> String {
        let local = time.rawValue + Int64(minutesAheadOfUTC) * 60_000
        let codes = places.map { detectorPlaces[$0].code }.joined(separator: ";")
        let rounded = (score * 10_000).rounded() / 10_000
        return "\(LocalMinute.text(local)),\(codes),\(topic),\(rounded)\n"
    }
}
