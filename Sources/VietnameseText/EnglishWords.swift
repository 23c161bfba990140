/// English words and names that Telex would read as Vietnamese ("list" as lít, "see" as sê).
///
/// Those of the 50,000 commonest English words (SCOWL, size 35) that come out as a syllable, without the few that are
/// rather Vietnamese typed in Telex (boos, toots), and some words of phones and shops.
enum EnglishWords {
    /// Whether a word is one of them.
    static func looksLikeResidue(_ word: SpelledSyllable) -> Bool {
        guard let packed = word.packed else { return false }
        return set[packed] != 0
    }

    private static let set = PackedSyllableSet(
        words: """
            air bangs bans bar bats bays bee beef been beer bees beets bens beset bets bias bins bits boo boom \
            booms boon boons boor boost boots bosom bots bow bows box bums buns bus buts cans caps car cats \
            chair chaos chaps char chats cheeps cheer chef chins chips choir chops chow chums cons coo coops \
            cops cots cow cows cox cups cur cuts dais dams dans dawn dawns days dee deem deems deeps deer dens \
            dias dims dins dips doer does dons doo doom dooms door dos dots down downs gaps gar gas gays gif gis gins \
            gongs goo goof goon goons gown gowns gums guns guts hair hams hangs has hats hays hems hens her here \
            hims hips his hits hoax hoes hoof hoops hoots hops how hows hums huts if ins its keen keens keeps \
            kens kits lair laos laps lawn lawns lax lays lee leer lens lets liar lips lix loaf loans lois longs \
            loom looms loon loons loops loots lops lots low lows luis lungs mans maps mar mats max mays mee \
            meets mere mes mix moms moo moon moons moor mops moron mow mown mows naps nets nips nits noon nor \
            now nuns nuts oaf oar of own owns pair pangs pans par pats pawn pawns pays peeps peer pens peps per \
            pets pins pis pits poops poor pops pos pots puns pups pus puts quays queen queens queer quits rams \
            raps rats rays reef reset rims rips roams roar roes roof room rooms roost rots row rows rums rungs \
            runs ruts sacs saps sawn sax says see seem seems seen seeps seer sees sets sex sins sips sir sits \
            six soaps soar sofa songs sons soon sops sow sown sows sox sums suns sworn tangs tans taps tar tax \
            tee teem teems teen teens tens thee there these thins this thongs thus tins tips tits toes tongs \
            tons too tops tots tow town towns traps trays tree trees trims trips troops trots two twos ups vans \
            vats veer vets vex viii vips vow vows xiii xix
            """)
}
