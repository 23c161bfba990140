/// Whether plain letters can be a Vietnamese syllable: one of the onsets, then one of the rimes.
///
/// > Source: Đoàn Thiện Thuật, Ngữ âm tiếng Việt: onsets and rimes of the standard spelling, marks left out.
enum PlainSyllables {
    /// Whether a word is a syllable by its plain letters.
    static func contains(_ word: PackedWord) -> Bool {
        guard word.count > 0, word.count <= PackedWord.capacity else { return false }
        for length in 0...min(3, word.count - 1) {
            let onset = length == 0 ? 0 : word.plain & (~0 >> UInt64(64 - length * 8))
            if onsets.contains(onset), rimes.contains(word.plain >> UInt64(length * 8)) { return true }
        }
        return false
    }

    private static let onsets = packed(
        "b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
    ).union([0])

    private static let rimes = packed(
        """
        a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu \
        im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u \
        ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen \
        uyet uynh uyt uyu y ych yem yen yet yeu ynh yt
        """)

    private static func packed(_ words: String) -> Set<UInt64> {
        Set(words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { SyllableKey($0).bits })
    }
}
