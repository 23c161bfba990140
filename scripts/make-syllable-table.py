#!/usr/bin/env python3
"""Writes Sources/VietnameseText/SyllableTableData.swift: which onsets each Vietnamese rhyme takes.

The rules below are the spelling rules of Vietnamese: which letters an onset may stand before (c/k/qu, g/gh,
ng/ngh), which onsets take a rhyme with the glide (oa, uy ...), and that a rhyme ending in c, ch, p, t or k carries
sac or nang only. Rhymes and onsets that only loan words and dialect spellings use are listed apart and flagged.

Usage: scripts/make-syllable-table.py [--check] [--list]
  --check  writes nothing; exit status 1 when the file differs from what the rules give
  --list   prints every syllable with its tones, one a line, instead of writing
"""
import pathlib
import sys
import unicodedata

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/VietnameseText/SyllableTableData.swift"

# The order is the order of the bits in the file; "-" is no onset.
ONSETS = "- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
FRONT = "k gh ngh".split()  # only before e, ê, i, y
BACK = "c g ng".split()  # never before e, ê, i, y
FREE = [onset for onset in ONSETS if onset not in FRONT + BACK + ["qu", "gi"]]
# Onsets that take a rhyme with a glide (oa, oe, uâ, uê, uơ, uy). Lip sounds do not, except in loans.
GLIDE = "- ch d đ h kh l ng nh r s t th tr x".split()

PLAIN = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
""".split()
FRONTED = """
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
""".split()
GLIDED = """
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
""".split()
# qu is an onset of its own; what follows it has no further glide.
AFTER_QU = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng ât âu ây e ec em en eng eo et ê êch ên ênh êt
i ia ich in inh it ôc ơ ơi ơn ơt y yên yêt ych yn ynh yt yu
""".split()
# gi before i drops one i: gì, gìn, giếng, giết. So these stand with the onset g.
G_BEFORE_I = "i in iêc iêng iêt".split()
AFTER_GI = PLAIN + "e em en eo ep et ê ên êu".split()
# y for i after these and no other onset (lý, kỹ, hy, mỹ, sỹ, tỷ, thy, vỹ).
Y_AFTER = "- h k l m s t th v".split()
Y_ALONE = "yêm yên yêng yêt yêu".split()

LOANS = {
    # xoong, coóc, rơ-moóc
    "oong": "b c ch g l s t x".split(),
    "ooc": "b c m s t".split(),
    # Đắk Lắk, Krông Pắk, Bắc Kạn, Plei Kần; the only final k
    "ăk": "đ l n p t".split(),
    "êk": "- b đ".split(),
    "ak": "đ l p".split(),
    "ôk": "đ".split(),
    "uk": "b đ".split(),
    "ơng": "b c ch d đ h kh l m n p ph r s t th tr v x".split(),
    "ơc": "b c đ h l m".split(),
    # voan, goá, noãn, phuy
    "oan": "b g m n p v".split(),
    "oa": "b c g m n p ph v".split(),
    "oai": "b v".split(),
    "oang": "b g qu".split(),
    "oăng": "gi g".split(),
    "oăt": ["qu"],
    "êu": ["qu"],
    "ich": ["g"], "im": ["g"], "ip": ["g"], "en": ["g"],
    "oay": "m g b".split(),
    "oe": "b".split(),
    "uy": "b g m n p ph v".split(),
    "uyt": "b".split(),
    "uyn": "v".split(),
    "ua": ["qu"],
    "uêt": "kh t".split(),
    "oăp": "- ng".split(),
    "uân": "b ph".split(),
    "ưp": "s x".split(),
    "êng": "b k l ph t".split(),
    "iêm": ["g"],
    # k where a name or a measure keeps it (Bắc Kạn, Kon Tum, Hồng Kông, ka)
    "a": ["k"], "an": ["k"], "ang": ["k"], "ân": ["k"], "ông": ["k"], "on": ["k"], "ap": ["k"],
    "y": "b d n ng nh ph r tr x".split(),
    "e": ["c"],
}

STOPS = ("c", "ch", "p", "t", "k")


def rules():
    """Onsets by rhyme, native spellings."""
    table = {}

    def take(rhyme, onsets):
        table.setdefault(rhyme, set()).update(onsets)

    for rhyme in PLAIN:
        take(rhyme, FREE + BACK)
    for rhyme in FRONTED:
        take(rhyme, FREE + FRONT)
    for rhyme in GLIDED:
        take(rhyme, GLIDE)
    for rhyme in AFTER_QU:
        take(rhyme, ["qu"])
    for rhyme in AFTER_GI:
        take(rhyme, ["gi"])
    for rhyme in G_BEFORE_I:
        take(rhyme, ["g"])
    take("y", Y_AFTER)
    for rhyme in Y_ALONE:
        take(rhyme, ["-"])
    return table


def rows(table):
    for rhyme in sorted(table, key=lambda r: [ALPHABET.index(letter) for letter in r]):
        mask = sum(1 << ONSETS.index(onset) for onset in set(table[rhyme]))
        yield rhyme, mask


ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


def body():
    native = rules()
    loans = {rhyme: set(onsets) - native.get(rhyme, set()) for rhyme, onsets in LOANS.items()}
    loans = {rhyme: onsets for rhyme, onsets in loans.items() if onsets}
    return native, loans


def wrapped(table):
    lines, line = [], ""
    for rhyme, mask in rows(table):
        word = f"{rhyme}:{mask:x}"
        if line and len(line) + len(word) + 1 > 104:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    lines.append(line)
    return " \\\n".join("        " + line for line in lines)


def swift():
    native, loans = body()
    return f'''// Written by scripts/make-syllable-table.py from the spelling rules it holds; change the rules, not this file.

/// Which onsets each rhyme of Vietnamese takes.
///
/// A row is `rhyme:mask`; bit n of the hexadecimal mask stands for the onset n of `onsets`. Rhymes that end in c, ch,
/// k, p or t take the tones sắc and nặng only.
enum SyllableTableData {{
    /// The onsets in the order of the mask's bits; "-" is no onset.
    static let onsets = "{" ".join(ONSETS)}"

    /// Native spellings.
    static let rhymes = """
{wrapped(native)}
        """

    /// Spellings of loan words and of names from other languages of the country (xoong, buýt, Đắk).
    static let loanRhymes = """
{wrapped(loans)}
        """
}}
'''


def listing():
    for kind, table in zip(("native", "loan"), body()):
        for rhyme, mask in rows(table):
            tones = [4, 5] if rhyme.endswith(STOPS) else range(6)
            for index, onset in enumerate(ONSETS):
                if mask >> index & 1:
                    shape = ("" if onset == "-" else onset) + rhyme
                    yield f"{shape} {kind} {''.join(str(tone) for tone in tones)}"


def main():
    arguments = sys.argv[1:]
    unknown = [argument for argument in arguments if argument not in ("--check", "--list")]
    if unknown:
        print(f"Unknown argument {unknown[0]}; usage: make-syllable-table.py [--check] [--list]", file=sys.stderr)
        return 2
    if "--list" in arguments:
        print("\n".join(listing()))
        return 0
    text = unicodedata.normalize("NFC", swift())
    if "--check" in arguments:
        if not OUTPUT.exists() or OUTPUT.read_text(encoding="utf-8") != text:
            print(f"{OUTPUT} is not what the rules give; run scripts/make-syllable-table.py", file=sys.stderr)
            return 1
        return 0
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
