/// Which messages of a chat belong together: people write a matter in many short messages one after the other.
///
/// Messages of one person that follow each other within twelve hours answer the first of them, so that they come
/// into one case; part of a source's watermark.
struct ChatThreads: Codable, Sendable, Hashable {
    private struct Talk: Codable, Hashable {
        var root: String
        var last: Int64
    }

    /// Longest silence inside one matter, in milliseconds.
    static let longestSilence: Int64 = 12 * 3_600_000

    private var talks: [String: Talk] = [:]

    /// The message that this one answers; nil when it begins a matter.
    ///
    /// Messages of a person are to come in the order of their times; one that is seen again gets the same answer as long
    /// as its matter is remembered.
    mutating func thread(of message: String, from person: String, at time: Int64) -> String? {
        guard let talk = talks[person], abs(time - talk.last) <= Self.longestSilence else {
            talks[person] = Talk(root: message, last: time)
            return nil
        }
        talks[person]?.last = max(talk.last, time)
        return talk.root == message ? nil : talk.root
    }

    /// Forgets the matters that nothing can be added to any more.
    mutating func forget(before time: Int64) {
        talks = talks.filter { $0.value.last >= time - Self.longestSilence }
    }
}
