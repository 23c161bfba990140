import CurlTransfer
import Testing

@Suite struct AddressPolicyTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
        "100.127.255.255", "::1", "fc00::1", "fdff::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2002:c0a8:101::1", "::127.0.0.1",
    ])
    func privateAddressesAreForTheOfficeOnly(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressPolicy.publicOnly.permits(address))
        #expect(AddressPolicy.officeNetwork.permits(address))
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.0.1",
        "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.88.99.1", "::", "fe80::1", "fe80::1%lo",
        "febf::1", "fec0::1", "ff02::1", "100::1", "2001::1", "2001:db8::1", "64:ff9b:1::1", "3fff::1",
        "::ffff:169.254.169.254", "::ffff:0.0.0.0", "2002:a9fe:a9fe::", "64:ff9b::a9fe:a9fe", "4000::1",
    ])
    func noPolicyPermitsAddressesThatNoServerHas(_ text: String) throws {
        let address = try #require(IPAddress(text))
        for policy in AddressPolicy.allCases { #expect(!policy.permits(address), "\(policy)") }
    }

    @Test(arguments: [
        "8.8.8.8", "203.113.131.1", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "192.0.1.1",
        "2606:4700::1111", "2001:ee0::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "2400::1",
    ])
    func publicAddressesAreForAll(_ text: String) throws {
        let address = try #require(IPAddress(text))
        for policy in [AddressPolicy.publicOnly, .officeNetwork] { #expect(policy.permits(address), "\(policy)") }
        #expect(!AddressPolicy.thisMachine.permits(address))
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("10.0.0.1", false),
        ("0.0.0.0", false), ("::", false), ("::2", false), ("fd00::1", false), ("169.254.1.1", false),
    ])
    func thisMachineIsLoopbackOnly(_ text: String, _ isPermitted: Bool) throws {
        #expect(AddressPolicy.thisMachine.permits(try #require(IPAddress(text))) == isPermitted)
    }

    @Test(arguments: ["", "localhost", "127.1", "2130706433", "::g", "1.2.3.4.5", "1.2.3.256"])
    func onlyFullAddressesAreRead(_ text: String) {
        #expect(IPAddress(text) == nil)
    }
}
