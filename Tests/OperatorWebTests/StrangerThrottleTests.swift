import Casework
import Testing

@testable import OperatorWeb

/// The pace that machines of strangers are kept to.
@Suite struct StrangerThrottleTests {
    private let pace = StrangerRoute.Pace(burst: 3, perMinute: 6)
    private let start = Timestamp(rawValue: 1_800_000_000_000)

    @Test func aStoreOfRequestsEmptiesAndFillsAgainWithTime() {
        let throttle = StrangerThrottle()
        func take(_ seconds: Int64) -> Int? {
            throttle.take(route: "/a", pace: pace, address: "192.0.2.1", at: start.adding(seconds: seconds))
        }
        #expect((0..<3).allSatisfy { _ in take(0) == nil })
        #expect(take(0) == 10)
        #expect(take(5) == 5)
        #expect(take(10) == nil)
        #expect(take(10) == 10)
    }

    @Test func routesAndAddressesHaveStoresOfTheirOwnButAWholeNetworkOfIPv6HasOne() {
        let throttle = StrangerThrottle()
        func take(_ address: String, _ route: String = "/a") -> Bool {
            throttle.take(route: route, pace: pace, address: address, at: start) == nil
        }
        for last in 1...3 { #expect(take("2001:db8:1:2::\(last)")) }
        #expect(!take("2001:db8:1:2:ffff::9"))
        #expect(take("2001:db8:1:3::1"))
        #expect(take("2001:db8:1:2::1", "/b"))
        #expect(take("192.0.2.1"))
    }

    @Test func aFloodOfAddressesStaysBounded() {
        let throttle = StrangerThrottle()
        var refused = 0
        for number in 0..<40_000 {
            let address = "10.\(number / 65_536).\(number / 256 % 256).\(number % 256)"
            if throttle.take(route: "/a", pace: pace, address: address, at: start) != nil { refused += 1 }
        }
        #expect(refused > 20_000)
    }
}
