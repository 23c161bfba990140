// Written by scripts/make-syllable-table.py from the spelling rules it holds; change the rules, not this file.

/// Which onsets each rhyme of Vietnamese takes.
///
/// A row is `rhyme:mask`; bit n of the hexadecimal mask stands for the onset n of `onsets`. Rhymes that end in c, ch,
/// k, p or t take the tones sắc and nặng only.
enum SyllableTableData {
    /// The onsets in the order of the mask's bits; "-" is no onset.
    static let onsets = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"

    /// Native spellings.
    static let rhymes = """
        a:ffefb7f ac:ffefb7f ach:ffefb7f ai:ffefb7f am:ffefb7f an:ffefb7f ang:ffefb7f anh:ffefb7f ao:ffefb7f \
        ap:ffefb7f at:ffefb7f au:ffefb7f ay:ffefb7f ăc:ffefb7f ăm:ffefb7f ăn:ffefb7f ăng:ffefb7f ăp:ffefb7f \
        ăt:ffefb7f âc:ffefb7f âm:ffefb7f ân:ffefb7f âng:ffefb7f âp:feefb7f ât:ffefb7f âu:ffefb7f ây:ffefb7f \
        e:fff7fbb ec:fff7ebb em:fff7fbb en:fff7fbb eng:fff7ebb eo:fff7fbb ep:fef7fbb et:fff7fbb ê:fff7fbb \
        êch:fff7ebb êm:fef7ebb ên:fff7fbb ênh:fff7ebb êp:fef7ebb êt:fff7ebb êu:fef7fbb i:fff7efb ia:fff7ebb \
        ich:fff7ebb iêc:fef7efb iêm:fef7ebb iên:fef7ebb iêng:fef7efb iêp:fef7ebb iêt:fef7efb iêu:fef7ebb \
        im:fef7ebb in:fff7efb inh:fff7ebb ip:fef7ebb it:fff7ebb iu:fef7ebb o:feefb7f oa:be29a39 oac:be29a39 \
        oach:be29a39 oai:be29a39 oam:be29a39 oan:be29a39 oang:be29a39 oanh:be29a39 oao:be29a39 oap:be29a39 \
        oat:be29a39 oay:be29a39 oăc:be29a39 oăm:be29a39 oăn:be29a39 oăng:be29a39 oăt:be29a39 oc:feefb7f \
        oe:be29a39 oen:be29a39 oeo:be29a39 oet:be29a39 oi:feefb7f om:feefb7f on:feefb7f ong:feefb7f op:feefb7f \
        ot:feefb7f ô:feefb7f ôc:ffefb7f ôi:feefb7f ôm:feefb7f ôn:feefb7f ông:feefb7f ôp:feefb7f ôt:feefb7f \
        ơ:ffefb7f ơi:ffefb7f ơm:feefb7f ơn:ffefb7f ơp:feefb7f ơt:ffefb7f u:feefb7f ua:feefb7f uân:be29a39 \
        uâng:be29a39 uât:be29a39 uây:be29a39 uc:feefb7f uê:be29a39 uêch:be29a39 uênh:be29a39 ui:feefb7f \
        um:feefb7f un:feefb7f ung:feefb7f uôc:feefb7f uôi:feefb7f uôm:feefb7f uôn:feefb7f uông:feefb7f \
        uôt:feefb7f uơ:be29a39 up:feefb7f ut:feefb7f uy:be29a39 uya:be29a39 uych:be29a39 uyên:be29a39 \
        uyêt:be29a39 uyn:be29a39 uynh:be29a39 uyp:be29a39 uyt:be29a39 uyu:be29a39 ư:feefb7f ưa:feefb7f \
        ưc:feefb7f ưi:feefb7f ưm:feefb7f ưn:feefb7f ưng:feefb7f ươc:feefb7f ươi:feefb7f ươm:feefb7f ươn:feefb7f \
        ương:feefb7f ươp:feefb7f ươt:feefb7f ươu:feefb7f ưt:feefb7f ưu:feefb7f y:5d03601 ych:100000 yêm:1 \
        yên:100001 yêng:1 yêt:100001 yêu:1 yn:100000 ynh:100000 yt:100000 yu:100000
        """

    /// Spellings of loan words and of names from other languages of the country (xoong, buýt, Đắk).
    static let loanRhymes = """
        a:400 ak:41020 an:400 ang:400 ap:400 ăk:845020 ân:400 e:4 en:40 êk:23 êng:881402 êu:100000 ich:40 iêm:40 \
        im:40 ip:40 oa:40c6046 oai:4000002 oan:4046042 oang:100042 oay:2042 oăng:140 oăp:8001 oăt:100000 oe:2 \
        on:400 ooc:c02006 oong:8c0104e ôk:20 ông:400 ơc:3226 ơng:fec7a3e ua:100000 uân:80002 uêt:800800 uk:22 \
        uy:40c6042 uyn:4000000 uyt:2 ưp:8400000 y:a2ac012
        """
}
