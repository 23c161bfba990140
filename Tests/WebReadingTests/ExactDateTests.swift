import Testing
import WebReading

@Suite("Dates with each letter in its place mean what looser ones mean")
struct ExactDateTests {
    @Test(
        "A remark behind a date changes nothing",
        arguments: [
            "Thu, 21 Sep 2023 11:14:10 +0700", "1 Feb 2024 00:00:60 GMT", "Thu, 21 sep 2023 11:14:10 -0330",
            "Thu, 31 Feb 2023 11:14:10 +0700", "Thu, 21 Sep 2023 24:14:10 +0700", "Thu, 21 Sep 1899 11:14:10 +0700",
            "Thu, 21 Sep 2023 11:14:10 +1501", "2023-09-21T11:14:10+07:00", "2023-09-21T04:14:10Z",
            "2023-02-29T04:14:10Z", "2023-09-21T04:14:10+15:00", "2023-09-21T04:14:10-07:60", "2023-13-21T04:14:10Z",
        ])
    func remark(date: String) {
        #expect(FeedDate.milliseconds(date) == FeedDate.milliseconds(date + " (as the clock of the program shows it)"))
    }

    @Test("The zone is counted", arguments: ["Thu, 21 Sep 2023 11:14:10 +0700", "2023-09-21T04:14:10Z"])
    func zone(date: String) {
        #expect(FeedDate.milliseconds(date) == 1_695_269_650_000)
    }
}
