import ArgumentParser
import VietnameseText

@main
struct Bench: ParsableCommand {
    func run() { print(FoldedText("a").syllables.count) }
}
