import Casework
import Classification
import Testing

@Suite struct SourceRoutingTests {
    @Test func eachBoxCanHaveItsQueue() {
        let table = RoutingTable(
            queues: [Queue(id: "xa-mot", name: "Xã Một"), Queue(id: "chung", name: "Chung")],
            routes: [.init(queue: "xa-mot", topics: nil, classes: nil, channels: nil, sources: ["hop-thu-xa-mot"])],
            otherwise: "chung")
        for (source, queue) in [("hop-thu-xa-mot", "xa-mot"), ("hop-thu", "chung"), (nil, "chung")] {
            #expect(table.queue(topics: [], letterClass: .other, channel: .email, source: source) == queue)
        }
    }
}
