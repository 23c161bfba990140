extension Array where Element: Sendable {
    /// Elements that one task takes at once: enough that handing them out costs nothing, few enough that all processors end
    /// together.
    private static var share: Int { 8 }
    /// Tasks beside each other at most, so that a large machine does not hold more letters in memory than a small one.
    private static var mostTasks: Int { 8 }

    /// Works on the elements on several processors; the results are in the order of the elements.
    ///
    /// - Parameter transform: What is done with each; it should not wait for anything.
    /// - Returns: The results.
    @concurrent
    public func concurrentlyMapped<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        guard count > Self.share else { return map(transform) }
        return await withTaskGroup(of: (first: Int, results: [Result]).self) { group in
            var next = startIndex
            func start() {
                guard next < endIndex else { return }
                let first = next
                next = Swift.min(first + Self.share, endIndex)
                let part = self[first..<next]
                group.addTask { (first, part.map(transform)) }
            }
            for _ in 0..<Self.mostTasks { start() }
            var shares: [(first: Int, results: [Result])] = []
            while let share = await group.next() {
                shares.append(share)
                start()
            }
            return shares.sorted { $0.first < $1.first }.flatMap(\.results)
        }
    }
}
